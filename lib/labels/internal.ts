import { inTx, type Tx } from "../db";
import { holdTasks } from "../queue/hold-tasks";
import type { Head } from "../queue/schema";
import { fail, ok, type Result } from "../result";
import { insertAnswers, type StoredRow } from "./answers/sql";
import { type Answer, isSameAnswer } from "./rules";
import type { SavedLabel } from "./schema";
import { SavedRow, savedFields } from "./sql";

export type Stored = { label: SavedLabel; flagId: string | null; isFirst: boolean };
export type StoreFailure = "unknown-task" | "id-reused" | "already-judged";
type Outcome = Result<Stored, StoreFailure>;

type Told = Omit<
  SavedRow,
  "userId" | "reason" | "note" | "chosenCategoryId" | "chosenValues" | "setId" | "shownSwapped"
>;

export const toSaved = (row: Told): SavedLabel => ({
  id: row.id,
  taskId: row.taskId,
  verdict: row.verdict,
  savedAt: row.createdAt.toISOString(),
  undoneAt: row.supersededAt?.toISOString() ?? null,
  isLate: row.isLate,
  estimate: row.estimate,
  uncertainty: row.uncertainty,
});

/** Stores answers and closes their tasks, each by itself: what is refused holds up none of the others. One statement on
 *  the usual way; a second look, with the tasks' rows held, when not everything was stored as new. In their order. */
export async function storeAnswers(userId: string, head: Head, answers: readonly Answer[]): Promise<Outcome[]> {
  const rows = await insertAnswers(null, userId, head, answers);
  if (rows.length === answers.length) return answers.map((answer) => firstOf(rows, answer)!);
  const settled = new Map(answers.map((answer) => [answer.id, firstOf(rows, answer)]));
  const held = await inTx((tx) => storeHeld(tx, userId, head, answers));
  return held.map((outcome, place) => settled.get(answers[place]!.id) ?? outcome);
}

/** The same in the caller's transaction, for one answer whose consequences are written with it. */
export async function storeAnswer(tx: Tx, userId: string, head: Head, answer: Answer): Promise<Outcome> {
  const [outcome] = await storeHeld(tx, userId, head, [answer]);
  return outcome!;
}

/** The tasks' rows are held first: twins of an answer, and an undo, wait there, and then see what the other did. */
async function storeHeld(tx: Tx, userId: string, head: Head, answers: readonly Answer[]): Promise<Outcome[]> {
  const known = await holdTasks(
    tx,
    head,
    answers.map((answer) => answer.taskId),
  );
  const rows = await insertAnswers(tx, userId, head, answers);
  const ids = answers.map((answer) => answer.id);
  const stored = (await tx.label.findMany({ where: { id: { in: ids } }, select: savedFields })).map((row) =>
    SavedRow.parse(row),
  );
  return answers.map((answer) => {
    const first = firstOf(rows, answer);
    if (first) return first;
    const twin = stored.find((row) => row.id === answer.id);
    if (!known.has(answer.taskId)) return fail("unknown-task");
    if (!twin) return fail("already-judged");
    if (twin.userId !== userId || !isSameAnswer(twin, answer)) return fail("id-reused");
    return ok({ label: toSaved(twin), flagId: null, isFirst: false });
  });
}

function firstOf(rows: readonly StoredRow[], answer: Answer): Outcome | null {
  const row = rows.find((one) => one.id === answer.id);
  return row ? ok({ label: toSaved(row), flagId: row.flagId, isFirst: true }) : null;
}
