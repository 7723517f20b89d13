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
export type ProductTile = {
  id: string;
  title: string;
  category: string | null;
  price: { amount: string; currency: string } | null;
  stock: number | null;
  photo: { sha256: string; width: number; height: number } | null;
  isFlagged: boolean;
  isCorrected: boolean;
  isDelisted: boolean;
};

/** previous and next: places for another page, null at the ends. at: the place of this page itself. */
export type TilePage = { tiles: ProductTile[]; previous: string | null; next: string | null; at: string | null };

/** n of products; "about": estimated from a random part of them; "more": at least n. */
export type Amount = { n: number; as: "exact" | "about" | "more" };

export type FacetValue = { value: string; amount: Amount };
/** key: the URL's own name of it. */
export type Facet = { key: string; label: string; values: FacetValue[] };
export type TreeNode = { id: number; level: number; name: string; parentId: number | null; amount: Amount };

export type BrowseFacets = {
  tree: TreeNode[];
  facets: Facet[];
  stock: Record<StockState, Amount>;
  states: Record<BrowseState, Amount>;
};

/** corrected: the words that were searched for instead, because the ones given are nowhere. */
export type Browsed = { page: TilePage; total: Amount; facets: BrowseFacets; corrected: string | null };

export const tilesPerPage = 60;
/** Up to here everything is counted; above, a random part is, and the numbers say "about". */
export const countedUpTo = 10_000;
