import { z } from "zod";
import type { ProductCard } from "../../catalogue/schema";
import { type CategoryName, FlagKind } from "../schema";

/** Flags that say the same: Trousers → Leggings, no fabric → linen, the same fault of a photo. given and proposed are a
 *  category's id, an attribute's first value (empty: missing) or, for a photo, its fault as proposed; else empty. */
export const GroupKey = z.object({
  kind: FlagKind,
  attribute: z.string(),
  given: z.string(),
  proposed: z.string(),
});
export type GroupKey = z.infer<typeof GroupKey>;

export type FlagGroup = GroupKey & {
  /** How the column is called on screens. */
  label: string;
  /** The categories' names; null for the other kinds. */
  givenCategory: CategoryName | null;
  proposedCategory: CategoryName | null;
  count: number;
  /** How many of them are likely to be real errors: the sum of their scores. */
  expected: number;
};

export const pageSize = 30;

/** Where a page begins: behind this flag, in the group's order. */
export const PageRequest = GroupKey.extend({ after: z.uuid().optional() });
export type PageRequest = z.infer<typeof PageRequest>;

export type GridFlag = {
  taskId: string;
  flagId: string;
  product: ProductCard;
  /** The other one of a suspected duplicate, or of the pair that was reported. */
  other: ProductCard | null;
  /** Calibrated probability of the proposal. */
  probability: number;
  reasons: string[];
  cluster: number;
  /** Someone else is at it now: it will be left. */
  isHeld: boolean;
};
export type FlagPage = { flags: GridFlag[]; total: number; next: string | null };
