import { randomUUID } from "node:crypto";
import { beforeEach } from "vitest";
import { db, inTx } from "@/lib/db";
import { forgetRollups } from "@/lib/insights/rollup/follow-labels";
import { throughput } from "@/lib/insights/throughput/data";
import { refreshThroughput } from "@/lib/insights/throughput/refresh-throughput";
import { ThroughputQuery } from "@/lib/insights/throughput/schema";
import { asSystem } from "@/lib/users/allow";
import type { Prisma } from "@/prisma/generated/client";
import { makeAllowed, makeTask } from "@/tests/support/factories";

export const job = asSystem("job", "throughput");
export const stylist = () => makeAllowed("stylist", "judge-pairs");
export const noon = new Date("2026-03-10T12:00:00Z");
export const later = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);
export const now = new Date("2026-03-11T08:00:00Z");

export const read = async (query: object = {}) =>
  throughput(await makeAllowed("manager", "oversee"), ThroughputQuery.parse(query), now);
export const refresh = () => refreshThroughput(job);
export const hours = () =>
  db().throughputHour.findMany({ orderBy: [{ hour: "asc" }, { userId: "asc" }, { work: "asc" }, { source: "asc" }] });

export type LabelData = Partial<Prisma.LabelUncheckedCreateInput>;

/** A stored answer to a task of its own, at noon unless it says otherwise. */
export async function answer(userId: string, data: LabelData = {}) {
  const { flagId } = data;
  const task = await makeTask({ flagId: flagId ?? undefined, slice: data.slice ?? "ranked", slot: data.slot ?? 0 });
  return db().label.create({
    data: {
      id: randomUUID(),
      head: task.head,
      taskId: task.id,
      subjectId: task.subjectId,
      pairId: task.pairId,
      userId,
      occasion: 0,
      slot: 0,
      verdict: task.head === "category" ? "keep" : "fits",
      elapsedMs: 4_000,
      slice: "ranked",
      createdAt: noon,
      ...data,
    },
  });
}

/** Begins each test of a file without an answer. */
export const beginEmpty = () =>
  beforeEach(async () => {
    await db().skip.deleteMany();
    await db().fix.deleteMany();
    await db().label.deleteMany();
    await inTx(forgetRollups);
  });
