import type { LabelVerdict } from "./schema";

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
};

type TaskState = { leasedById: string | null; doneAt: Date | null; withdrawnAt: Date | null };

/** Whether an answer comes too late to close its task: it was done or withdrawn, or someone else was its last holder.
 *  An expired lease that nobody took over still counts. */
export const isLateFor = (task: TaskState, userId: string): boolean =>
  task.leasedById !== userId || task.doneAt !== null || task.withdrawnAt !== null;

/** Whether the same answer was posted twice, and not another one under a used id. */
export const isSameAnswer = (stored: Omit<Answer, "elapsedMs">, posted: Answer): boolean =>
  stored.taskId === posted.taskId &&
  stored.verdict === posted.verdict &&
  stored.reason === posted.reason &&
  stored.note === posted.note &&
  stored.chosenCategoryId === posted.chosenCategoryId &&
  stored.shownSwapped === posted.shownSwapped;
