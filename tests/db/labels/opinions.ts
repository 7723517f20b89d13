import { randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";
import { makePair, makeTask, makeUser } from "@/tests/support/factories";

type LabelData = Partial<Prisma.LabelUncheckedCreateInput>;

/** A stored label on a pair, on a task of its own slot. */
export async function opine(pairId: string, verdict: LabelData["verdict"], data: LabelData = {}) {
  const { slice = "ranked", occasion = 0 } = data;
  const slot = await db().task.count({ where: { pairId, occasion } });
  const task = await makeTask({ pairId, slot, occasion, slice, doneAt: new Date() });
  return db().label.create({
    data: {
      id: randomUUID(),
      head: "compatibility",
      taskId: task.id,
      subjectId: pairId,
      pairId,
      userId: data.userId ?? (await makeUser()).id,
      occasion,
      slot,
      verdict: verdict!,
      elapsedMs: 900,
      slice,
      ...data,
    },
  });
}

/** A pair on which two people differ. */
export async function disputedPair(data: Parameters<typeof makePair>[0] = {}) {
  const pair = await makePair(data);
  await opine(pair.id, "fits");
  await opine(pair.id, "clashes", { reason: "colour", note: "too loud" });
  return pair;
}
