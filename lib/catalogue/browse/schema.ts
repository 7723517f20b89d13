import { z } from "zod";

/** What of the catalogue is shown: every filter stands in the URL, see rules.ts. Values of one facet are alternatives,
 *  facets narrow each other down. */
export type BrowseFilters = {
  /** Words, a number, or the beginning of either. */
  words: string;
  /** A node of the taxonomy with all that lies below it. */
  categoryId: number | null;
  /** By attribute name. */
  attributes: Record<string, string[]>;
  seasons: string[];
  stock: StockState | null;
  states: BrowseState[];
};

export const stockStates = ["in", "out"] as const;
export type StockState = (typeof stockStates)[number];

/** Without "delisted" the list holds what is on sale; with it, what has left. */
export const browseStates = ["flagged", "corrected", "photoless", "delisted"] as const;
export type BrowseState = (typeof browseStates)[number];

/** Where a page of the list begins or ends: one of the two at most. */
export type BrowsePlace = { after?: string; before?: string };

/** A product in the list: no more than what a thumbnail shows. */
export const ProductTile = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  price: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  stock: z.int().nullable(),
  photo: z.object({ sha256: z.string(), width: z.int(), height: z.int() }).nullable(),
  isFlagged: z.boolean(),
  isCorrected: z.boolean(),
  isDelisted: z.boolean(),
});
export type ProductTile = z.infer<typeof ProductTile>;

/** previous and next: places for another page, null at the ends. at: the place of this page itself. */
export const TilePage = z.object({
  tiles: z.array(ProductTile),
  previous: z.string().nullable(),
  next: z.string().nullable(),
  at: z.string().nullable(),
});
export type TilePage = z.infer<typeof TilePage>;

/** n of products; "about": estimated from a random part of them; "more": at least n. */
export const Amount = z.object({ n: z.int(), as: z.enum(["exact", "about", "more"]) });
export type Amount = z.infer<typeof Amount>;

export const FacetValue = z.object({ value: z.string(), amount: Amount });
export type FacetValue = z.infer<typeof FacetValue>;
/** key: the URL's own name of it. */
export const Facet = z.object({ key: z.string(), label: z.string(), values: z.array(FacetValue) });
export type Facet = z.infer<typeof Facet>;
export const TreeNode = z.object({
  id: z.int(),
  level: z.int(),
  name: z.string(),
  parentId: z.int().nullable(),
  amount: Amount,
});
export type TreeNode = z.infer<typeof TreeNode>;

export const BrowseFacets = z.object({
  tree: z.array(TreeNode),
  facets: z.array(Facet),
  stock: z.record(z.enum(stockStates), Amount),
  states: z.record(z.enum(browseStates), Amount),
});
export type BrowseFacets = z.infer<typeof BrowseFacets>;

/** corrected: the words that were searched for instead, because the ones given are nowhere. */
export type Browsed = { page: TilePage; total: Amount; facets: BrowseFacets; corrected: string | null };

export const tilesPerPage = 60;
/** Up to here everything is counted; above, a random part is, and the numbers say "about". */
export const countedUpTo = 10_000;
