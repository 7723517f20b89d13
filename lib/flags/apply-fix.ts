import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import type { FixState } from "./schema";
import { fileUnder, lockProduct, markReverted } from "./sql";

export type CategoryFix = { productId: string; categoryId: number; labelId: string };

/** Files a product under another category, in the transaction that stores the label behind it: the correction, its Fix
 *  and the audit row. Subcategories follow by being read from the corrected category. An earlier fix gives way, and
 *  comes back when this one is reverted. */
export async function applyFix(tx: Tx, actor: Actor, { productId, categoryId, labelId }: CategoryFix): Promise<void> {
  const product = await lockProduct(tx, productId);
  const earlier = await tx.fix.findFirst({ where: { productId, attribute: "category", revertedAt: null } });
  if (earlier) await markReverted(tx, earlier.id);
  const before: FixState = { ...product, fixId: earlier?.id ?? null };
  const after: FixState = { categoryId, correctedCategoryId: categoryId, fixId: null };
  await tx.fix.create({ data: { productId, attribute: "category", before, after, labelId } });
  await fileUnder(tx, productId, categoryId);
  await recordAudit(tx, {
    actor,
    action: "product.fixed",
    subject: "Product",
    subjectId: productId,
    before: { categoryId: product.categoryId },
    after: { categoryId, labelId },
  });
}
