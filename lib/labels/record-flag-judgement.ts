import type { Tx } from "../db";
import { inTx } from "../db";
import { applyFix } from "../flags/apply-fix";
import { settleFlag } from "../flags/settle-flag";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { type StoreFailure, storeAnswer } from "./internal";
import type { FlagJudgement, SavedLabel } from "./schema";

/** Stores one judgement of a flag: label, settled flag and, for take and other, the product's new category with its Fix
 *  and audit row, all in one transaction. Safe to repeat. A late answer is kept and changes no product. "invalid": the
 *  chosen category cannot hold a product. */
export function recordFlagJudgement(
  by: Allowed<"judge-flags">,
  { note, categoryId, ...judgement }: FlagJudgement,
): Promise<Result<SavedLabel, StoreFailure | "invalid">> {
  return inTx(async (tx) => {
    const chosenCategoryId = judgement.verdict === "other" ? (categoryId ?? null) : null;
    if (judgement.verdict === "other" && !(await isTarget(tx, chosenCategoryId))) {
      return fail("invalid", "Choose one of the categories that products are filed under.");
    }
    const stored = await storeAnswer(tx, by.userId, "category", {
      ...judgement,
      reason: null,
      note: note ?? null,
      chosenCategoryId,
      shownSwapped: false,
    });
    if (!stored.ok) return stored;
    const { label, flagId, isFirst } = stored.value;
    if (isFirst && !label.isLate && flagId) await settle(tx, by, { flagId, label, chosenCategoryId });
    return ok(label);
  });
}

async function isTarget(tx: Tx, id: number | null): Promise<boolean> {
  return id !== null && (await tx.category.count({ where: { id, isTarget: true } })) === 1;
}

type Decision = { flagId: string; label: SavedLabel; chosenCategoryId: number | null };

async function settle(
  tx: Tx,
  by: Allowed<"judge-flags">,
  { flagId, label, chosenCategoryId }: Decision,
): Promise<void> {
  const flag = await settleFlag(tx, flagId);
  const categoryId = label.verdict === "take" ? flag.proposedCategoryId : chosenCategoryId;
  if (categoryId === null || categoryId === flag.givenCategoryId) return;
  await applyFix(tx, actorOf(by), { productId: flag.productId, categoryId, labelId: label.id });
}
