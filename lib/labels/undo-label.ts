import { inTx, type Tx } from "../db";
import { reopenFlag } from "../flags/reopen-flag";
import { revertFix } from "../flags/revert-fix";
import { holdTasks } from "../queue/hold-tasks";
import { headsOf } from "../queue/rules";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { noteEarlyUndo } from "./answers/note-early-undo";
import { type StoredRow, supersedeAnswers, type Undoing } from "./answers/sql";
import { toSaved } from "./internal";
import { type SavedLabel, undoDepth } from "./schema";

type By = Allowed<"judge-pairs"> | Allowed<"judge-flags">;
type Undone = Result<SavedLabel, "not-found" | "not-allowed" | "nothing-to-undo" | "revised" | "not-arrived">;

/** Undoes one of the last ten things that this person answered, of its kind: a set or a batch goes whole. The labels stay,
 *  marked superseded; their tasks open again under the same person with a fresh lease and their old places; a flag's fix
 *  is reverted with an audit row. A late answer had closed nothing, so only its mark changes. Safe to repeat.
 *  "nothing-to-undo": more than ten answers ago. "revised": a newer answer stands in its place. "not-arrived": no such
 *  answer yet; when it comes it is stored as undone.
 *  leaseToken: the tab that undoes; without it the tab that had answered gets the task. */
export async function undoLabel(
  by: By,
  { labelId, leaseToken = null }: { labelId: string; leaseToken?: string | null },
): Promise<Undone> {
  const undoing = { labelId, userId: by.userId, leaseToken, depth: undoDepth };
  // A pair's undo is this one statement; a flag's has its fix to revert in the same transaction.
  const rows = await supersedeAnswers(null, { ...undoing, heads: ["compatibility"] });
  const label = rows.find((row) => row.id === labelId);
  if (label) return ok(toSaved(label));
  const undone = await inTx((tx) => undoHeld(tx, by, undoing));
  if (undone.ok || undone.code !== "not-found") return undone;
  const found = await noteEarlyUndo(by.userId, labelId);
  if (found === "noted") return fail("not-arrived");
  return found === "mine" ? inTx((tx) => undoHeld(tx, by, undoing)) : undone;
}

async function undoHeld(tx: Tx, by: By, undoing: Omit<Undoing, "heads">): Promise<Undone> {
  const { labelId, userId } = undoing;
  const found = await tx.label.findFirst({ where: { id: labelId, userId } });
  if (!found) return fail("not-found");
  const heads = headsOf(by.role);
  if (!heads.includes(found.head)) return fail("not-allowed");
  await holdTasks(tx, found.head, await tasksWith(tx, found));
  const rows = await supersedeAnswers(tx, { ...undoing, heads });
  for (const row of rows) await revert(tx, by, row);
  const label = await tx.label.findFirstOrThrow({
    where: { id: labelId },
    include: { revisedBy: { select: { id: true } } },
  });
  if (label.revisedBy) return fail("revised");
  return label.supersededAt ? ok(toSaved(label)) : fail("nothing-to-undo");
}

/** Tasks of everything that was answered in one go with this. */
async function tasksWith(
  tx: Tx,
  { id, setId, batchId, userId }: { id: string; setId: string | null; batchId: string | null; userId: string },
) {
  const together = [{ id }, ...(setId ? [{ setId }] : []), ...(batchId ? [{ batchId }] : [])];
  const labels = await tx.label.findMany({ where: { userId, OR: together }, select: { taskId: true } });
  return labels.map(({ taskId }) => taskId);
}

async function revert(tx: Tx, by: By, { id, flagId, isLate }: StoredRow): Promise<void> {
  if (!flagId || isLate) return;
  await revertFix(tx, actorOf(by), { labelId: id });
  await reopenFlag(tx, flagId);
}
