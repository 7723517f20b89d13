import { ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { type StoreFailure, storeAnswers } from "./internal";
import type { PairJudgement, SavedLabel } from "./schema";

/** Stores one judgement of a pair and closes its task. Safe to repeat: the same id answers as it did the first time,
 *  even after an undo. When the task went to someone else meanwhile the answer is kept as late and closes nothing. */
export async function recordPairJudgement(
  by: Allowed<"judge-pairs">,
  { reason, note, ...judgement }: PairJudgement,
): Promise<Result<SavedLabel, StoreFailure>> {
  const answer = { ...judgement, reason: reason ?? null, note: note ?? null, chosenCategoryId: null };
  const [stored] = await storeAnswers(by.userId, "compatibility", [answer]);
  return stored!.ok ? ok(stored!.value.label) : stored!;
}
