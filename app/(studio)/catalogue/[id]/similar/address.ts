import { filtersOf, noFilters, paramsOf } from "@/lib/catalogue/browse/rules";
import type { BrowseFilters } from "@/lib/catalogue/browse/schema";
import { type Space, spaces } from "@/lib/recommend/neighbours/schema";

/** What the page's address says. categoryId null: all categories. */
export type SimilarView = {
  space: Space;
  filters: BrowseFilters;
  priceFrom: number | null;
  priceTo: number | null;
};

const allCategories = "all";

/** What the address leaves open is looked for by looks, in the product's own category; what it does not understand it leaves
 *  out. */
export function viewOf(params: URLSearchParams, ownCategoryId: number | null): SimilarView {
  const { categoryId, attributes, seasons, stock } = filtersOf(params);
  const category = params.has("category") ? categoryId : ownCategoryId;
  const space = params.get("space");
  return {
    space: spaces.find((one) => one === space) ?? "looksAlike",
    filters: { ...noFilters, attributes: chosenIn(attributes), seasons, stock, categoryId: category },
    priceFrom: amountOf(params.get("from")),
    priceTo: amountOf(params.get("to")),
  };
}

/** The address of a view; what is usual is not said. */
export function addressOf({ space, filters, priceFrom, priceTo }: SimilarView, ownCategoryId: number | null): string {
  const params = paramsOf(filters);
  params.delete("category");
  if (filters.categoryId !== ownCategoryId)
    params.set("category", filters.categoryId === null ? allCategories : String(filters.categoryId));
  if (space !== "looksAlike") params.set("space", space);
  if (priceFrom !== null) params.set("from", String(priceFrom));
  if (priceTo !== null) params.set("to", String(priceTo));
  return params.size > 0 ? `?${params}` : "?";
}

const chosenIn = (attributes: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(attributes).filter(([, values]) => values.length > 0));

function amountOf(text: string | null): number | null {
  const amount = text?.trim() ? Number(text.replace(",", ".")) : Number.NaN;
  return Number.isFinite(amount) && amount >= 0 ? amount : null;
}
