import { lookAlikes } from "../catalogue/look-alikes";
import type { ProductCard, RelatedProduct } from "../catalogue/schema";
import type { Similar } from "./schema";

/** What looks like a product, and for one that is out of stock what to sell instead. null before the worker has looked. */
export async function similarTo({ id, stock }: Pick<ProductCard, "id" | "stock">): Promise<Similar | null> {
  const alike = await lookAlikes(id);
  return alike && replacementFirst(alike, stock);
}

/** Stock that nobody counts is not "sold out": nothing is known of it. */
export function replacementFirst(alike: RelatedProduct[], stock: number | null): Similar {
  const isSoldOut = stock !== null && stock <= 0;
  const replacement = isSoldOut ? (alike.find(({ product }) => (product.stock ?? 0) > 0) ?? null) : null;
  if (!replacement) return { alike, replacement };
  return { alike: [replacement, ...alike.filter((other) => other !== replacement)], replacement };
}
