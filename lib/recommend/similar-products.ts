import { conditionsOf } from "../catalogue/browse/conditions";
import { taxonomy } from "../catalogue/browse/data";
import { noFilters } from "../catalogue/browse/rules";
import type { BrowseFilters } from "../catalogue/browse/schema";
import type { ProductCard, RelatedProduct } from "../catalogue/schema";
import { ok, type Result } from "../result";
import { neighboursOfProduct } from "./neighbours/ask-neighbours";
import type { Space } from "./neighbours/schema";
import { relatedProducts } from "./related-products";
import type { Similar } from "./schema";

type Asked = Pick<ProductCard, "id" | "stock">;
/** filters: the catalogue's own, words and states apart. Other colours of the product are looked for by "sameGarment" alone. */
export type SimilarWish = {
  space?: Space;
  filters?: BrowseFilters;
  priceFrom?: number;
  priceTo?: number;
  k?: number;
};

const usual = 24;

/** What is most like a product among what is on sale, and for one that is sold out what to sell instead, which comes first.
 *  Asked of this machine's search; see neighboursOfProduct() for when that is "unavailable". */
export async function similarTo(
  { id, stock }: Asked,
  { space = "looksAlike", filters = noFilters, priceFrom, priceTo, k = usual }: SimilarWish = {},
): Promise<Result<Similar, "not-found" | "unavailable">> {
  const { anyOf } = conditionsOf(filters, await taxonomy());
  const isSoldOut = stock !== null && stock <= 0;
  const answer = await neighboursOfProduct({
    productId: id,
    space,
    k,
    anyOf,
    priceFrom,
    priceTo,
    isStockFirst: isSoldOut,
    isOtherModels: space === "looksAlike",
  });
  if (!answer.ok) return answer;
  const { found, hasGarmentSpace, encoder } = answer.value;
  const alike = await relatedProducts(
    found.map((near) => near.id),
    found.map((near) => near.score),
  );
  return ok({
    ...replacementFirst(alike, stock),
    space: hasGarmentSpace ? space : "looksAlike",
    encoder: encoder.name,
  });
}

/** Stock that nobody counts is not "sold out": nothing is known of it. */
export function replacementFirst(
  alike: RelatedProduct[],
  stock: number | null,
): Pick<Similar, "alike" | "replacement"> {
  const isSoldOut = stock !== null && stock <= 0;
  const replacement = isSoldOut ? (alike.find(({ product }) => (product.stock ?? 0) > 0) ?? null) : null;
  if (!replacement) return { alike, replacement };
  return { alike: [replacement, ...alike.filter((other) => other !== replacement)], replacement };
}
