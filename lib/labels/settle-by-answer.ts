import type { Tx } from "../db";
import { applyFix } from "../flags/apply-fix";
import { applyToModel } from "../flags/apply-to-model";
import { correctionFor } from "../flags/rules";
import { type SettledFlag, settleFlag } from "../flags/settle-flag";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import type { FlagVerdict } from "./schema";

type Answered = {
  flagId: string;
  labelId: string;
  verdict: FlagVerdict;
  categoryId: number | null;
  values: string[] | null;
  /** It holds for the other colours of the garment model too. */
  isForModel?: boolean;
};

/** Settles a flag by a stored answer, in the caller's transaction: the flag is closed and, where the answer changes the
 *  catalogue, the product is corrected with its Fix and audit row. "invalid": this kind of flag has no such answer. */
export async function settleByAnswer(
  tx: Tx,
  by: Allowed<"judge-flags">,
  { flagId, labelId, isForModel, ...decision }: Answered,
): Promise<Result<null, "invalid">> {
  const flag = await settleFlag(tx, flagId);
  const correction = correctionFor(flag, decision);
  if (correction === "invalid") return fail("invalid", "This kind of flag has no such answer.");
  if (isForModel && !(await settleColours(tx, by, flag, { labelId, ...decision })))
    return fail("invalid", "Only an answer about the category can hold for all colours.");
  if (correction) await applyFix(tx, actorOf(by), { productId: flag.productId, labelId, ...correction });
  return ok(null);
}

async function settleColours(
  tx: Tx,
  by: Allowed<"judge-flags">,
  { productId, givenCategoryId, proposedCategoryId }: SettledFlag,
  { labelId, verdict, categoryId }: Pick<Answered, "labelId" | "verdict" | "categoryId">,
): Promise<boolean> {
  if (givenCategoryId === null || proposedCategoryId === null) return false;
  await tx.label.update({ where: { id: labelId }, data: { batchId: labelId } });
  const said = verdict === "keep" ? givenCategoryId : verdict === "take" ? proposedCategoryId : categoryId;
  const answer = { productId, givenCategoryId, proposedCategoryId, labelId, userId: by.userId, verdict };
  await applyToModel(tx, actorOf(by), { ...answer, categoryId: said });
  return true;
}
