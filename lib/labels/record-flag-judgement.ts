import type { Tx } from "../db";
import { inTx } from "../db";
import { applyFix } from "../flags/apply-fix";
import { applyToModel, beginModelAnswer } from "../flags/apply-to-model";
import { settleFlag } from "../flags/settle-flag";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { type StoreFailure, storeAnswer } from "./internal";
import { type FlagJudgement, FlagVerdict, type SavedLabel } from "./schema";

/** Stores one judgement of a flag: label, settled flag and, for take and other, the product's new category with its Fix
 *  and audit row, all in one transaction. Safe to repeat. A late answer is kept and changes no product. "invalid": the
 *  chosen category cannot hold a product. applyToModel: the other colours of the garment model follow, as one with it. */
export function recordFlagJudgement(
  by: Allowed<"judge-flags">,
  { note, categoryId, applyToModel: isForModel, ...judgement }: FlagJudgement,
): Promise<Result<SavedLabel, StoreFailure | "invalid">> {
  return inTx(async (tx) => {
    const chosenCategoryId = judgement.verdict === "other" ? (categoryId ?? null) : null;
    if (judgement.verdict === "other" && !(await isTarget(tx, chosenCategoryId))) {
      return fail("invalid", "Choose one of the categories that products are filed under.");
    }
    if (isForModel) await beginModelAnswer(tx, judgement.taskId);
    const stored = await storeAnswer(tx, by.userId, "category", {
      ...judgement,
      reason: null,
      note: note ?? null,
      chosenCategoryId,
      shownSwapped: false,
    });
    if (!stored.ok) return stored;
    const { label, flagId, isFirst } = stored.value;
    // An answer whose undo came first is stored as undone, and settles nothing.
    if (isFirst && !label.isLate && !label.undoneAt && flagId)
      await settle(tx, by, { flagId, label, chosenCategoryId, isForModel });
    return ok(label);
  });
}

async function isTarget(tx: Tx, id: number | null): Promise<boolean> {
  return id !== null && (await tx.category.count({ where: { id, isTarget: true } })) === 1;
}

type Decision = { flagId: string; label: SavedLabel; chosenCategoryId: number | null; isForModel?: boolean };

async function settle(
  tx: Tx,
  by: Allowed<"judge-flags">,
  { flagId, label, chosenCategoryId, isForModel }: Decision,
): Promise<void> {
  const flag = await settleFlag(tx, flagId);
  const categoryId = label.verdict === "take" ? flag.proposedCategoryId : chosenCategoryId;
  const actor = actorOf(by);
  if (isForModel) {
    await tx.label.update({ where: { id: label.id }, data: { batchId: label.id } });
    const said = label.verdict === "keep" ? flag.givenCategoryId : categoryId;
    const verdict = FlagVerdict.parse(label.verdict);
    await applyToModel(tx, actor, { ...flag, labelId: label.id, userId: by.userId, verdict, categoryId: said });
  }
  if (categoryId === null || categoryId === flag.givenCategoryId) return;
  await applyFix(tx, actor, { productId: flag.productId, categoryId, labelId: label.id });
}
