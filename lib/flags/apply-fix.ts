import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import { lockColumn, markReverted } from "./fix/sql";
import { shownOf, writeColumn } from "./internal";
import type { Correction, FixState } from "./schema";

/** The label or the rule behind it: at least one. */
export type ProductFix = { productId: string; labelId?: string; ruleId?: string } & Correction;

/** Corrects one column of a product, in the transaction that stores the label or rule behind it: the correction, its Fix
 *  and the audit row. Subcategories follow by being read from the corrected category. An earlier fix of the column gives
 *  way, and comes back when this one is reverted. */
export async function applyFix(tx: Tx, actor: Actor, fix: ProductFix): Promise<void> {
  const { productId, labelId, ruleId } = fix;
  const [attribute, correction] =
    "categoryId" in fix ? (["category", fix.categoryId] as const) : ([fix.attribute, fix.values] as const);
  const column = await lockColumn(tx, productId, attribute);
  const earlier = await tx.fix.findFirst({ where: { productId, attribute, revertedAt: null } });
  if (earlier) await markReverted(tx, earlier.id);
  const before: FixState = { ...column, fixId: earlier?.id ?? null };
  const written = await writeColumn(tx, productId, attribute, correction);
  const after: FixState = { ...written, fixId: null };
  await tx.fix.create({ data: { productId, attribute, before, after, labelId, ruleId } });
  await recordAudit(tx, {
    actor,
    action: "product.fixed",
    subject: "Product",
    subjectId: productId,
    before: shownOf(attribute, column),
    after: { ...shownOf(attribute, written), ...(labelId ? { labelId } : {}), ...(ruleId ? { ruleId } : {}) },
  });
}
