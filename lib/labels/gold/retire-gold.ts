import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import { holdGold } from "./make-gold";

/** Ends a pair's time as gold: it is asked no more and leaves practice; labels that it had before train again. Safe to
 *  repeat. */
export function retireGold(
  by: Allowed<"oversee">,
  { pairId }: { pairId: string },
): Promise<Result<{ pairId: string }, "not-found">> {
  return inTx(async (tx) => {
    await holdGold(tx);
    const gold = await tx.goldPair.findUnique({ where: { pairId } });
    if (!gold) return fail("not-found");
    if (gold.retiredAt) return ok({ pairId });
    await tx.goldPair.update({ where: { pairId }, data: { retiredAt: new Date(), practiceAt: null } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "gold.retired",
      subject: "GoldPair",
      subjectId: pairId,
      before: { verdict: gold.verdict, practiceAt: gold.practiceAt },
    });
    return ok({ pairId });
  });
}
