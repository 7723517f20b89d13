import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import { holdGold } from "./make-gold";
import type { PracticeOrder } from "./schema";

/** Puts the practice pairs in this order; gold pairs that are not listed are for quality control alone. "not-found": one of
 *  them is no gold pair any more. The same order again changes nothing. */
export function orderPractice(
  by: Allowed<"oversee">,
  { pairIds }: PracticeOrder,
): Promise<Result<PracticeOrder, "not-found">> {
  return inTx(async (tx) => {
    await holdGold(tx);
    const standing = await tx.goldPair.findMany({
      where: { retiredAt: null },
      orderBy: { practiceAt: "asc" },
      select: { pairId: true, practiceAt: true },
    });
    const known = new Set(standing.map((gold) => gold.pairId));
    if (pairIds.some((id) => !known.has(id))) return fail("not-found", "One of these pairs is gold no more.");
    const before = standing.flatMap((gold) => (gold.practiceAt === null ? [] : [gold.pairId]));
    if (before.join() === pairIds.join()) return ok({ pairIds });
    // No two pairs may stand at one place, not even for a moment.
    await tx.goldPair.updateMany({ where: { practiceAt: { not: null } }, data: { practiceAt: null } });
    for (const [practiceAt, pairId] of pairIds.entries())
      await tx.goldPair.update({ where: { pairId }, data: { practiceAt } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "practice.ordered",
      subject: "Practice",
      subjectId: "order",
      before: { pairIds: before },
      after: { pairIds },
    });
    return ok({ pairIds });
  });
}
