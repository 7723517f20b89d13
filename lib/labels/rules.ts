import type { LabelVerdict, SetJudgement } from "./schema";

/** One answer as it is stored, whichever screen it came from. */
export type Answer = {
  id: string;
  taskId: string;
  verdict: LabelVerdict;
  reason: string | null;
  note: string | null;
  chosenCategoryId: number | null;
  shownSwapped: boolean;
  elapsedMs: number;
  /** Those of an attribute's flag. */
  chosenValues?: string[] | null;
  /** Given in one go with others: as a set, with its place in it, or as a batch. */
  setId?: string | null;
  setPosition?: number;
  batchId?: string;
  ruleId?: string;
};

/** A new answer in the place of an earlier one. */
export type Revised = Pick<Answer, "id" | "verdict" | "reason" | "note"> & { labelId: string };

/** Whether the same answer was posted twice, and not another one under a used id. */
export const isSameAnswer = (stored: Omit<Answer, "elapsedMs">, posted: Answer): boolean =>
  stored.taskId === posted.taskId &&
  stored.verdict === posted.verdict &&
  stored.reason === posted.reason &&
  stored.note === posted.note &&
  stored.chosenCategoryId === posted.chosenCategoryId &&
  (stored.chosenValues ?? []).join("\n") === (posted.chosenValues ?? []).join("\n") &&
  (stored.setId ?? null) === (posted.setId ?? null) &&
  stored.shownSwapped === posted.shownSwapped;

/** A set as its single answers, in the order shown. The note is about the set as a whole: the first one carries it. */
export const answersOfSet = (set: SetJudgement): Answer[] =>
  set.answers.map(({ id, taskId, isChosen, shownSwapped }, setPosition) => ({
    id,
    taskId,
    verdict: isChosen ? "fits" : "notChosen",
    reason: null,
    note: setPosition === 0 ? (set.note ?? null) : null,
    chosenCategoryId: null,
    shownSwapped,
    elapsedMs: set.elapsedMs,
    setId: set.id,
    setPosition,
  }));
