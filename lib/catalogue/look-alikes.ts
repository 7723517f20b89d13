import { db } from "../db";
import { productCards } from "./data";
import type { RelatedProduct } from "./schema";

/** The products on sale that look most like this one, as the worker found them after embedding: best first, other garment
 *  models of its category. null before it has looked. What has left the catalogue since is left out. */
export async function lookAlikes(productId: string): Promise<RelatedProduct[] | null> {
  const row = await db().productLookAlikes.findUnique({ where: { productId } });
  if (!row) return null;
  return relatedProducts(row.otherIds, row.cosines);
}

/** The products of these numbers that are on sale, in this order, with their scores. */
export async function relatedProducts(ids: string[], scores: number[]): Promise<RelatedProduct[]> {
  const [cards, listed] = await Promise.all([
    productCards(ids),
    db().product.findMany({ where: { id: { in: ids }, delistedAt: null }, select: { id: true } }),
  ]);
  const onSale = new Set(listed.map(({ id }) => id));
  return ids.flatMap((id, place) => {
    const product = onSale.has(id) ? cards.get(id) : undefined;
    return product ? [{ product, score: scores[place]! }] : [];
  });
}
