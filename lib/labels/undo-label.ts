import { inTx, type Tx } from "../db";
import { reopenFlag } from "../flags/reopen-flag";
import { revertFix } from "../flags/revert-fix";
import { lockTask } from "../queue/close-task";
import { reopenTask } from "../queue/reopen-task";
import { headsOf } from "../queue/rules";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { toSaved } from "./internal";
import { type SavedLabel, undoDepth } from "./schema";
import { countNewer, supersede } from "./sql";

type By = Allowed<"judge-pairs"> | Allowed<"judge-flags">;

/** Undoes one of this person's last ten answers of its kind: the label stays, marked superseded; its task opens again
 *  under the same person with a fresh lease and its old place; a flag's fix is reverted with an audit row. A late answer
 *  had closed nothing, so only its mark changes. Safe to repeat. "nothing-to-undo": more than ten answers ago,
 *  or given by a rule, which is undone as one.
 *  leaseToken: the tab that undoes; without it the tab that had answered gets the task. */
export function undoLabel(
  by: By,
  { labelId, leaseToken }: { labelId: string; leaseToken?: string },
): Promise<Result<SavedLabel, "not-found" | "not-allowed" | "nothing-to-undo">> {
  return inTx(async (tx) => {
    const own = { id: labelId, userId: by.userId };
    const found = await tx.label.findFirst({ where: own, select: { taskId: true, head: true } });
    if (!found) return fail("not-found");
    if (!headsOf(by.role).includes(found.head)) return fail("not-allowed");
    await lockTask(tx, found.head, found.taskId);
    const label = await tx.label.findFirstOrThrow({ where: own });
    if (label.supersededAt) return ok(toSaved(label));
    if (label.ruleId) return fail("nothing-to-undo", "A rule gave this answer. Undo the rule, under Rules.");
    if ((await countNewer(tx, labelId)) >= undoDepth) return fail("nothing-to-undo");
    const supersededAt = await supersede(tx, labelId);
    if (!label.isLate) await reopen(tx, by, label, leaseToken ?? null);
    return ok(toSaved({ ...label, supersededAt }));
  });
}

type LabelRow = NonNullable<Awaited<ReturnType<Tx["label"]["findFirst"]>>>;

async function reopen(tx: Tx, by: By, label: LabelRow, leaseToken: string | null): Promise<void> {
  await reopenTask(tx, { taskId: label.taskId, userId: by.userId, leaseToken, place: label });
  if (!label.flagId) return;
  await revertFix(tx, actorOf(by), { labelId: label.id });
  await reopenFlag(tx, label.flagId);
}
