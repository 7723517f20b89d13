import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { withdrawPair } from "../../queue/withdraw-tasks";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../../users/allow";
import { type NewGold, practiceSize } from "./schema";

/** Makes a pair gold: its answer is agreed from now on, it checks people and trains nothing, and its open tasks leave the
 *  queue. Made again it takes the new answer and explanation. "not-found": no such pair. "invalid": the pair is of the
 *  holdout, which measures the network; or practice is full. */
export function makeGold(
  by: Allowed<"oversee"> | AsSystem,
  gold: NewGold,
): Promise<Result<{ pairId: string; practiceAt: number | null }, "not-found" | "invalid">> {
  return inTx(async (tx) => {
    await holdGold(tx);
    const pair = await tx.pair.findUnique({ where: { id: gold.pairId }, include: { gold: true } });
    if (!pair) return fail("not-found");
    if (pair.isHoldout) return fail("invalid", "This pair helps to measure the network, so it can't become gold.");
    const earlier = pair.gold && !pair.gold.retiredAt ? pair.gold : null;
    const practiceAt = gold.inPractice ? (earlier?.practiceAt ?? (await nextPlace(tx))) : null;
    if (practiceAt !== null && practiceAt >= practiceSize)
      return fail("invalid", `Practice has its ${practiceSize} pairs; take one out first.`);
    const { pairId, verdict, reason, explanation } = gold;
    const row = { verdict, reason, explanation, practiceAt };
    if (earlier && isSame(earlier, row)) return ok({ pairId, practiceAt });
    await tx.goldPair.upsert({
      where: { pairId },
      create: { pairId, byId: userIdOf(by), ...row },
      update: { byId: userIdOf(by), retiredAt: null, createdAt: new Date(), ...row },
    });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "gold.made",
      subject: "GoldPair",
      subjectId: pairId,
      before: earlier ? rowOf(earlier) : undefined,
      after: row,
    });
    await withdrawPair(tx, pairId);
    return ok({ pairId, practiceAt });
  });
}

type GoldRow = { verdict: string; reason: string | null; explanation: string; practiceAt: number | null };
const rowOf = ({ verdict, reason, explanation, practiceAt }: GoldRow): GoldRow => ({
  verdict,
  reason,
  explanation,
  practiceAt,
});
const isSame = (a: GoldRow, b: GoldRow): boolean => JSON.stringify(rowOf(a)) === JSON.stringify(rowOf(b));

/** Practice has one order: changes of it come one after the other. */
export async function holdGold(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('gold'))`;
}

async function nextPlace(tx: Tx): Promise<number> {
  const last = await tx.goldPair.aggregate({ where: { retiredAt: null }, _max: { practiceAt: true } });
  return (last._max.practiceAt ?? -1) + 1;
}
