import { productCards } from "../catalogue/data";
import type { RelatedProduct } from "../catalogue/schema";
import { db } from "../db";

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
