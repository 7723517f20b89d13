import { recordAudit } from "../audit/record";
import type { Actor } from "../audit/schema";
import type { Tx } from "../db";
import { FixState } from "./schema";
import { fileUnder, lockProduct, markReverted, markStanding } from "./sql";

/** Takes back every fix behind a label, in the caller's transaction, with an audit row each: a product is filed as it was
 *  before, under the fix that this one had replaced if that one's label still stands. Nothing happens where the label
 *  fixed nothing, or where a later fix has replaced it: that one stays. */
export async function revertFix(tx: Tx, actor: Actor, { labelId }: { labelId: string }): Promise<void> {
  const found = await tx.fix.findMany({
    where: { labelId, attribute: "category", revertedAt: null },
    select: { id: true, productId: true },
    orderBy: { productId: "asc" },
  });
  for (const { id, productId } of found) await revertOne(tx, actor, { id, productId, labelId });
}

type Standing = { id: string; productId: string; labelId: string };

async function revertOne(tx: Tx, actor: Actor, { id, productId, labelId }: Standing): Promise<void> {
  const product = await lockProduct(tx, productId);
  const fix = await tx.fix.findFirst({ where: { id, revertedAt: null } });
  if (!fix) return;
  await markReverted(tx, fix.id);
  const target = await stateBefore(tx, FixState.parse(fix.before));
  if (target.fixId) await markStanding(tx, target.fixId);
  const categoryId = await fileUnder(tx, productId, target.correctedCategoryId);
  await recordAudit(tx, {
    actor,
    action: "product.fix-reverted",
    subject: "Product",
    subjectId: productId,
    before: { categoryId: product.categoryId },
    after: { categoryId, labelId },
  });
}

/** Walks back over fixes whose own label or rule was undone while a later fix covered them. */
async function stateBefore(tx: Tx, state: FixState): Promise<FixState> {
  let at = state;
  while (at.fixId) {
    const earlier = await tx.fix.findUniqueOrThrow({ where: { id: at.fixId }, include: { label: true, rule: true } });
    if (!earlier.label?.supersededAt && !earlier.rule?.undoneAt) return at;
    at = FixState.parse(earlier.before);
  }
  return at;
}
