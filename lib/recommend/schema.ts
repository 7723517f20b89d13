import { z } from "zod";
import { ProductCard, RelatedProduct } from "../catalogue/schema";
import { Space } from "./neighbours/schema";

const productId = z.string().min(1).max(200);
export const PairQuestion = z.object({ a: productId, b: productId });
export type PairQuestion = z.infer<typeof PairQuestion>;

/** score: compatibility 0..1, null when a product is unknown. uncertainty: entropy of it in bits, 0 sure to 1 cannot tell. */
export const PairScore = PairQuestion.extend({
  score: z.number().nullable(),
  uncertainty: z.number().nullable(),
  /** The version that scored: "compatibility v3". */
  model: z.string(),
  /** Ids that are not in the catalogue. */
  unknown: z.array(z.string()),
});
export type PairScore = z.infer<typeof PairScore>;

export const Partners = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none-serves") }),
  z.object({ state: z.literal("not-yet"), version: z.int() }),
  z.object({ state: z.literal("scored"), version: z.int(), partners: z.array(RelatedProduct) }),
]);
export type Partners = z.infer<typeof Partners>;

/** An outfit that holds the product: the rest of it, in its order. source: who composed it. */
export const OutfitCard = z.object({ outfitId: z.uuid(), source: z.string(), others: z.array(ProductCard) });
export type OutfitCard = z.infer<typeof OutfitCard>;

/** replacement: for a product that is sold out, the most alike that can be bought; it stands first among the alike. space:
 *  by which it was asked; encoder: whose likeness it is. */
export const Similar = z.object({
  alike: z.array(RelatedProduct),
  replacement: RelatedProduct.nullable(),
  space: Space,
  encoder: z.string(),
});
export type Similar = z.infer<typeof Similar>;

/** isAsked: a version serves and has been asked about this product. */
export const MirrorPartners = z.object({
  product: ProductCard,
  isAsked: z.boolean(),
  partners: z.array(RelatedProduct),
});
export type MirrorPartners = z.infer<typeof MirrorPartners>;
