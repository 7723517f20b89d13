import type { Encoder } from "@/prisma/generated/client";
import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import { send } from "../jobs/boss";

/** Two changes of the live encoder at once: the second waits, then sees the first one's pointer. */
export async function lockLiveEncoder(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('live encoder'))`;
}

/** The pointer, its audit row and the new rankings, in the caller's transaction. hasNew: vectors were added, so that a
 *  ranking is due even when the encoder serves already. */
export async function makeLive(tx: Tx, actor: Actor, encoder: Encoder, hasNew: boolean): Promise<void> {
  await lockLiveEncoder(tx);
  const before = await tx.liveEncoder.findUnique({ where: { id: 1 } });
  const isOther = before?.encoderId !== encoder.id;
  if (isOther) {
    await tx.liveEncoder.upsert({
      where: { id: 1 },
      create: { id: 1, encoderId: encoder.id },
      update: { encoderId: encoder.id },
    });
    await recordAudit(tx, {
      actor,
      action: "encoder.made-live",
      subject: "encoder",
      subjectId: encoder.id,
      before: before ? { encoderId: before.encoderId } : undefined,
      after: { encoderId: encoder.id, name: encoder.name, version: encoder.version },
    });
  }
  if (!isOther && !hasNew) return;
  await send(tx, "rank", { head: "compatibility" });
  if (await tx.champion.findUnique({ where: { head: "category" } })) await send(tx, "rank", { head: "category" });
}
