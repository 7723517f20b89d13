import { recordAudit } from "../audit/record";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";

export type Promoter = Allowed<"train"> | AsSystem;
type Refusal = "not-found" | "already-champion" | "encoder-changed";

/** Makes a version serve: one pointer moves, and a new ranking is asked for in the same transaction. Rolling back is
 *  the same move. Refuses a version whose encoder is no longer the live one: its inputs are gone. */
export function promote(
  by: Promoter,
  { versionId, reason }: { versionId: string; reason?: string },
): Promise<Result<{ versionId: string; number: number }, Refusal>> {
  return inTx((tx) => promoteInTx(tx, by, versionId, reason));
}

/** promote() as a part of the caller's transaction. */
export async function promoteInTx(
  tx: Tx,
  by: Promoter,
  versionId: string,
  reason?: string,
): Promise<Result<{ versionId: string; number: number }, Refusal>> {
  const version = await tx.modelVersion.findUnique({ where: { id: versionId } });
  if (!version) return fail("not-found");
  const { head, number } = version;
  // Two promotions at once: the second waits, then sees the first one's pointer.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`promote ${head}`}))`;
  const live = await tx.liveEncoder.findUnique({ where: { id: 1 } });
  if (live?.encoderId !== version.encoderId) return fail("encoder-changed");
  const before = await tx.champion.findUnique({ where: { head }, include: { version: { select: { number: true } } } });
  if (before?.versionId === versionId) return fail("already-champion");
  await tx.champion.upsert({ where: { head }, create: { head, versionId }, update: { versionId } });
  await tx.promotion.create({ data: { head, versionId, byId: userIdOf(by), reason } });
  await recordAudit(tx, {
    actor: actorOf(by),
    action: "model.promoted",
    subject: "ModelVersion",
    subjectId: versionId,
    before: before ? { head, number: before.version.number } : undefined,
    after: { head, number, ...(reason ? { reason } : {}) },
  });
  await send(tx, "rank", { head });
  return ok({ versionId, number });
}
