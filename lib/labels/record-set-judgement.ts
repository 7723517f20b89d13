import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { type StoreFailure, storeAnswers } from "./internal";
import { answersOfSet } from "./rules";
import type { SavedSet, SetJudgement } from "./schema";

/** Stores a set as one judgement a candidate, `fits` or `notChosen`, in one transaction, and closes their tasks. Pair by
 *  pair the rules are those of a single judgement: what went to someone else meanwhile is kept as late, and a pair that
 *  this person has judged elsewhere keeps that answer and is absent here. Fails only when nothing of the set is stored,
 *  or when one of its ids belongs to another answer. Safe to repeat. */
export async function recordSetJudgement(
  by: Allowed<"judge-pairs">,
  set: SetJudgement,
): Promise<Result<SavedSet, StoreFailure>> {
  const outcomes = await storeAnswers(by.userId, "compatibility", answersOfSet(set));
  const labels = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.label] : []));
  const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.code]));
  if (codes.includes("id-reused")) return fail("id-reused");
  return labels.length > 0 ? ok({ id: set.id, labels }) : fail(codes[0]!);
}
