import { z } from "zod";
import { ProductCard } from "../../catalogue/schema";
import { CategoryName, FlagKind } from "../schema";

/** Flags that say the same: Trousers → Leggings, no fabric → linen, the same fault of a photo. given and proposed are a
 *  category's id, an attribute's first value (empty: missing) or, for a photo, its fault as proposed; else empty. */
export const GroupKey = z.object({
  kind: FlagKind,
  attribute: z.string(),
  given: z.string(),
  proposed: z.string(),
});
export type GroupKey = z.infer<typeof GroupKey>;

export const FlagGroup = GroupKey.extend({
  /** How the column is called on screens. */
  label: z.string(),
  /** The categories' names; null for the other kinds. */
  givenCategory: CategoryName.nullable(),
  proposedCategory: CategoryName.nullable(),
  count: z.int(),
  /** How many of them are likely to be real errors: the sum of their scores. */
  expected: z.number(),
});
export type FlagGroup = z.infer<typeof FlagGroup>;

export const pageSize = 30;

/** Where a page begins: behind this flag, in the group's order. */
export const PageRequest = GroupKey.extend({ after: z.uuid().optional() });
export type PageRequest = z.infer<typeof PageRequest>;

export const GridFlag = z.object({
  taskId: z.uuid(),
  flagId: z.uuid(),
  product: ProductCard,
  /** The other one of a suspected duplicate, or of the pair that was reported. */
  other: ProductCard.nullable(),
  /** Calibrated probability of the proposal. */
  probability: z.number(),
  reasons: z.array(z.string()),
  cluster: z.int(),
  /** Someone else is at it now: it will be left. */
  isHeld: z.boolean(),
});
export type GridFlag = z.infer<typeof GridFlag>;
export const FlagPage = z.object({ flags: z.array(GridFlag), total: z.int(), next: z.uuid().nullable() });
export type FlagPage = z.infer<typeof FlagPage>;
