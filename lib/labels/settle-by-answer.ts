import type { Tx } from "../db";
import { applyFix } from "../flags/apply-fix";
import { correctionFor } from "../flags/rules";
import { settleFlag } from "../flags/settle-flag";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";

type Answered = {
  flagId: string;
  labelId: string;
  verdict: string;
  categoryId: number | null;
  values: string[] | null;
};

/** Settles a flag by a stored answer, in the caller's transaction: the flag is closed and, where the answer changes the
 *  catalogue, the product is corrected with its Fix and audit row. "invalid": this kind of flag has no such answer. */
export async function settleByAnswer(
  tx: Tx,
  by: Allowed<"judge-flags">,
  { flagId, labelId, ...decision }: Answered,
): Promise<Result<null, "invalid">> {
  const flag = await settleFlag(tx, flagId);
  const correction = correctionFor(flag, decision);
  if (correction === "invalid") return fail("invalid", "This kind of flag has no such answer.");
  if (correction) await applyFix(tx, actorOf(by), { productId: flag.productId, labelId, ...correction });
  return ok(null);
}
