import type { Tx } from "../db";
import { closeTask, lockTask } from "../queue/close-task";
import type { Head } from "../queue/schema";
import { fail, ok, type Result } from "../result";
import { type Answer, isLateFor, isSameAnswer } from "./rules";
import type { SavedLabel } from "./schema";
import { insertLabel, type SavedRow, savedFields } from "./sql";

export type Stored = { label: SavedLabel; flagId: string | null; isFirst: boolean };
export type StoreFailure = "unknown-task" | "id-reused" | "already-judged";

export const toSaved = (row: SavedRow): SavedLabel => ({
  id: row.id,
  taskId: row.taskId,
  verdict: row.verdict,
  savedAt: row.createdAt.toISOString(),
  undoneAt: row.supersededAt?.toISOString() ?? null,
  isLate: row.isLate,
  estimate: row.estimate,
  uncertainty: row.uncertainty,
});

/** Stores one answer in the caller's transaction and closes its task, or keeps it as late. The task's row is held first:
 *  twins of one answer, and an undo, wait here and then see what the other did. isFirst: nothing was stored before. */
export async function storeAnswer(
  tx: Tx,
  userId: string,
  head: Head,
  answer: Answer,
): Promise<Result<Stored, StoreFailure>> {
  const task = await lockTask(tx, head, answer.taskId);
  if (!task) return fail("unknown-task");
  const isLate = isLateFor(task, userId);
  const row = await insertLabel(tx, userId, answer, isLate);
  if (!row) return replay(tx, userId, answer);
  if (!isLate) await closeTask(tx, task.id);
  return ok({ label: toSaved(row), flagId: task.flagId, isFirst: true });
}

async function replay(tx: Tx, userId: string, answer: Answer): Promise<Result<Stored, StoreFailure>> {
  const stored = await tx.label.findUnique({ where: { id: answer.id }, select: savedFields });
  if (!stored) return fail("already-judged");
  if (stored.userId !== userId || !isSameAnswer(stored, answer)) return fail("id-reused");
  return ok({ label: toSaved(stored), flagId: null, isFirst: false });
}
