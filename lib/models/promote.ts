import { recordAudit } from "../audit/record";
import { inTx, type Tx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";
import { gateBetween } from "./evaluation/data";
import { needsReason } from "./evaluation/rules";
import type { Head } from "./schema";
import { areWeightsWhole } from "./sql";

/** Who changes the encoder changes with it what serves. */
export type Promoter = Allowed<"train"> | Allowed<"administer"> | AsSystem;
export type PromotionRefusal =
  | "not-found"
  | "already-champion"
  | "encoder-changed"
  | "weights-damaged"
  | "gate-refused";
type Promoted = Result<{ versionId: string; number: number }, PromotionRefusal>;

/** Makes a version serve: one pointer moves, and a new ranking is asked for in the same transaction. Rolling back is
 *  the same move. Refuses a version whose encoder is no longer the live one: its inputs are gone,
 *  and one whose stored weights do not agree with their checksum. "gate-refused": the gate does not speak for it against
 *  what serves now, and nobody said why it should serve all the same. */
export function promote(
  by: Promoter,
  { versionId, reason }: { versionId: string; reason?: string },
): Promise<Promoted> {
  return inTx((tx) => promoteInTx(tx, by, versionId, reason));
}

/** promote() as a part of the caller's transaction. */
export async function promoteInTx(tx: Tx, by: Promoter, versionId: string, reason?: string): Promise<Promoted> {
  const version = await tx.modelVersion.findUnique({ where: { id: versionId } });
  if (!version) return fail("not-found");
  const { head, number } = version;
  await lockHead(tx, head);
  const live = await tx.liveEncoder.findUnique({ where: { id: 1 } });
  if (live?.encoderId !== version.encoderId) return fail("encoder-changed");
  const before = await tx.champion.findUnique({ where: { head }, include: { version: { select: { number: true } } } });
  if (before?.versionId === versionId) return fail("already-champion");
  const gate = before && (await gateBetween(tx, versionId, before.versionId));
  if (before && needsReason(gate) && !reason) return fail("gate-refused");
  if (!(await areWeightsWhole(tx, versionId))) return fail("weights-damaged");
  await tx.champion.upsert({ where: { head }, create: { head, versionId }, update: { versionId } });
  await tx.promotion.create({ data: { head, versionId, byId: userIdOf(by), reason } });
  await recordAudit(tx, {
    actor: actorOf(by),
    action: "model.promoted",
    subject: "ModelVersion",
    subjectId: versionId,
    before: before ? { head, number: before.version.number } : undefined,
    after: { head, number, ...(gate ? { gate: gate.outcome } : {}), ...(reason ? { reason } : {}) },
  });
  await send(tx, "rank", { head });
  await compareNewest(tx, head, number);
  return ok({ versionId, number });
}

/** Two promotions at once: the second waits, then sees the first one's pointer. */
export async function lockHead(tx: Tx, head: Head): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`promote ${head}`}))`;
}

/** A challenger that waits was compared with the version that served until now. */
async function compareNewest(tx: Tx, head: Head, serving: number): Promise<void> {
  const newest = await tx.modelVersion.findFirst({ where: { head }, orderBy: { number: "desc" } });
  if (newest && newest.number > serving) await send(tx, "evaluate", { versionId: newest.id });
}
