import type { DescriptionEncoder } from "@/prisma/generated/client";
import { recordAudit } from "../../audit/record";
import type { Actor } from "../../audit/schema";
import { inTx, type Tx } from "../../db";
import { type AsSystem, actorOf } from "../../users/allow";
import { liveDescriptions, textsInUse } from "./data";
import { chooseTexts } from "./open-text-source";

/** Has trainings read descriptions by this one from now on, in the caller's transaction, with its audit row; networks that
 *  are trained keep what they learnt by. The one that is chosen already changes nothing. */
export async function makeDescriptionsLive(
  tx: Tx,
  actor: Actor,
  { id, ...encoder }: DescriptionEncoder,
): Promise<void> {
  await lockDescriptions(tx);
  const before = await liveDescriptions(tx);
  if (before?.id === id) return;
  await tx.liveDescriptionEncoder.upsert({
    where: { id: 1 },
    create: { id: 1, encoderId: id },
    update: { encoderId: id },
  });
  await recordAudit(tx, {
    actor,
    action: "descriptions.made-live",
    subject: "descriptionEncoder",
    subjectId: id,
    before: before ? { name: before.name, version: before.version } : undefined,
    after: { name: encoder.name, version: encoder.version, source: encoder.source },
  });
}

/** Two choices at once: the second waits, then sees the first one's. */
async function lockDescriptions(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('live descriptions'))`;
}

/** What a training that begins now reads descriptions by: what was chosen, and before anybody chose, the built-in one. That
 *  counts the catalogue's words, and counts anew when there are twice as many texts, or half. Null where there are none. */
export async function descriptionsToLearnBy(by: AsSystem, signal?: AbortSignal): Promise<DescriptionEncoder | null> {
  const live = await liveDescriptions();
  if (live && live.source !== "builtin") return live;
  if ((await textsInUse()) === 0) return live;
  const { row, encoder } = await chooseTexts("builtin", { signal });
  await encoder.close();
  if (row.id === live?.id) return row;
  return inTx(async (tx) => {
    await lockDescriptions(tx);
    const now = await liveDescriptions(tx);
    // Somebody chose another one in this very moment.
    if (now && now.id !== live?.id) return now;
    await makeDescriptionsLive(tx, actorOf(by), row);
    return row;
  });
}
