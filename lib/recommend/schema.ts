import type { ProductCard, RelatedProduct } from "../catalogue/schema";

export type PairQuestion = { a: string; b: string };

/** score: compatibility 0..1, null when a product is unknown. uncertainty: entropy of it in bits, 0 sure to 1 cannot tell. */
export type PairScore = PairQuestion & {
  score: number | null;
  uncertainty: number | null;
  /** The version that scored: "compatibility v3". */
  model: string;
  /** Ids that are not in the catalogue. */
  unknown: string[];
};

export type Partners =
  | { state: "none-serves" }
  | { state: "not-yet"; version: number }
  | { state: "scored"; version: number; partners: RelatedProduct[] };

/** An outfit that holds the product: the rest of it, in its order. source: who composed it. */
export type OutfitCard = { outfitId: string; source: string; others: ProductCard[] };
