import { z } from "zod";

/** looksAlike: by the photos as they are. sameGarment: by all but what differs between the colours of one garment model. */
export const spaces = ["looksAlike", "sameGarment"] as const;
export const Space = z.enum(spaces);
export type Space = z.infer<typeof Space>;

export const mostNeighbours = 1_000;

/** anyOf: terms of catalogue entries, at least one of each list; prices as bounds, both included. isStockFirst: what is in
 *  stock comes before the rest, however alike that is. isOtherModels: other colours of the product are no answers. */
export const NeighbourWish = z.object({
  space: Space.default("looksAlike"),
  k: z.int().min(1).max(mostNeighbours),
  anyOf: z.array(z.array(z.string())).default([]),
  priceFrom: z.number().optional(),
  priceTo: z.number().optional(),
  isStockFirst: z.boolean().default(false),
  isOtherModels: z.boolean().default(false),
});
export type NeighbourWish = z.input<typeof NeighbourWish>;

export const ProductQuestion = NeighbourWish.extend({ productId: z.string().min(1) });
export type ProductQuestion = z.input<typeof ProductQuestion>;

/** Together they take little longer than one: a pass over the index is shared. Nobody else is answered meanwhile, so a
 *  long list is asked piece by piece. */
export const mostProductsAtOnce = 256;
export const ProductsQuestion = NeighbourWish.omit({ isOtherModels: true }).extend({
  productIds: z.array(z.string().min(1)).max(mostProductsAtOnce),
});
export type ProductsQuestion = z.input<typeof ProductsQuestion>;

const Found = z.array(z.object({ id: z.string(), score: z.number() }));

/** hasGarmentSpace: without it "sameGarment" was answered as "looksAlike". encoder: whose likeness it is. */
export const NeighbourAnswer = z.object({
  found: Found,
  hasGarmentSpace: z.boolean(),
  encoder: z.object({ name: z.string(), version: z.string() }),
});
export type NeighbourAnswer = z.infer<typeof NeighbourAnswer>;

/** found: of each product in the order asked; null of one that is not there or has no photo that is embedded. */
export const NeighbourAnswers = NeighbourAnswer.extend({ found: z.array(Found.nullable()) });
export type NeighbourAnswers = z.infer<typeof NeighbourAnswers>;

/** Largest photo that is looked at for its neighbours; phones make ones of 3 to 12 MB. */
export const largestPhotoBytes = 30 * 1024 * 1024;
