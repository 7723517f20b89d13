import { inTx } from "../db";
import { ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { type StoreFailure, storeAnswer } from "./internal";
import type { PairJudgement, SavedLabel } from "./schema";

/** Stores one judgement of a pair and closes its task. Safe to repeat: the same id answers as it did the first time,
 *  even after an undo. When the task went to someone else meanwhile the answer is kept as late and closes nothing. */
export function recordPairJudgement(
  by: Allowed<"judge-pairs">,
  { reason, note, ...judgement }: PairJudgement,
): Promise<Result<SavedLabel, StoreFailure>> {
  return inTx(async (tx) => {
    const stored = await storeAnswer(tx, by.userId, "compatibility", {
      ...judgement,
      reason: reason ?? null,
      note: note ?? null,
      chosenCategoryId: null,
    });
    return stored.ok ? ok(stored.value.label) : stored;
  });
}
