import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, type Result } from "../result";
import { actorOf } from "../users/allow";
import { servedBefore } from "./evaluation/data";
import type { RollBack } from "./evaluation/schema";
import { lockHead, type Promoter, type PromotionRefusal, promoteInTx } from "./promote";

/** Lets the version serve again that served before the present one came: the same move as promoting, backwards. Twice in a
 *  row goes back twice. "nothing-before": the first version has no forerunner. */
export function rollBack(
  by: Promoter,
  { head, reason }: RollBack,
): Promise<Result<{ versionId: string; number: number }, PromotionRefusal | "nothing-before">> {
  return inTx(async (tx) => {
    await lockHead(tx, head);
    const champion = await tx.champion.findUnique({ where: { head }, select: { versionId: true } });
    const before = await servedBefore(head, tx);
    if (!champion || !before) return fail("nothing-before");
    const promoted = await promoteInTx(tx, by, before.versionId, reason);
    if (!promoted.ok) return promoted;
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "model.rolled-back",
      subject: "ModelVersion",
      subjectId: champion.versionId,
      after: { head, servesAgain: before.number, reason },
    });
    return promoted;
  });
}
