import type { Tx } from "../db";
import { inTx } from "../db";
import { beginModelAnswer } from "../flags/apply-to-model";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { type StoreFailure, storeAnswer } from "./internal";
import type { FlagJudgement, SavedLabel } from "./schema";
import { settleByAnswer } from "./settle-by-answer";

/** Stores one judgement of a flag: label, settled flag and, where the answer changes the catalogue, the product's new
 *  category or values with Fix and audit row, all in one transaction. Safe to repeat. A late answer is kept and changes no
 *  product. "invalid": the chosen category cannot hold a product, or this kind of flag has no such answer. applyToModel:
 *  the other colours of the garment model follow, as one with it. */
export function recordFlagJudgement(
  by: Allowed<"judge-flags">,
  { note, categoryId, values, applyToModel: isForModel, ...judgement }: FlagJudgement,
): Promise<Result<SavedLabel, StoreFailure | "invalid">> {
  return inTx(async (tx) => {
    const isOther = judgement.verdict === "other";
    const chosen = { categoryId: (isOther && categoryId) || null, values: (isOther && values) || null };
    if (chosen.categoryId !== null && !(await isTarget(tx, chosen.categoryId))) {
      return fail("invalid", "Choose one of the categories that products are filed under.");
    }
    if (isForModel) await beginModelAnswer(tx, judgement.taskId);
    const stored = await storeAnswer(tx, by.userId, "category", {
      ...judgement,
      reason: null,
      note: note ?? null,
      chosenCategoryId: chosen.categoryId,
      chosenValues: chosen.values,
      shownSwapped: false,
    });
    if (!stored.ok) return stored;
    const { label, flagId, isFirst } = stored.value;
    // An answer whose undo came first is stored as undone, and settles nothing.
    if (!isFirst || label.isLate || label.undoneAt || !flagId) return ok(label);
    const settled = await settleByAnswer(tx, by, {
      flagId,
      labelId: label.id,
      verdict: judgement.verdict,
      ...chosen,
      isForModel,
    });
    return settled.ok ? ok(label) : settled;
  });
}

async function isTarget(tx: Tx, id: number): Promise<boolean> {
  return (await tx.category.count({ where: { id, isTarget: true } })) === 1;
}
