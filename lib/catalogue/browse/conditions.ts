import type { Taxonomy } from "./data";
import { termOf } from "./rules";
import type { BrowseFilters } from "./schema";
import type { Conditions } from "./sql";

/** One facet's terms, by the key that the URL names it with. */
export const chosenTerms = (filters: BrowseFilters, nodes: Taxonomy): [key: string, terms: string[]][] => {
  const chosen: [string, string[]][] = Object.entries(filters.attributes).map(([name, values]) => [
    `a.${name}`,
    values.map((value) => termOf.attribute(name, value)),
  ]);
  if (filters.seasons.length > 0) chosen.push(["season", filters.seasons.map(termOf.season)]);
  if (filters.stock) chosen.push(["stock", [termOf.stock(filters.stock)]]);
  if (filters.categoryId !== null) chosen.push(["category", termsUnder(filters.categoryId, nodes)]);
  return chosen;
};

/** What entries must hold for these filters, the words apart. `leavingOut`: the key of a facet that does not count, so
 *  that its own values can be counted. */
export function conditionsOf(filters: BrowseFilters, nodes: Taxonomy, leavingOut?: string): Conditions {
  const has = (state: BrowseFilters["states"][number]) => filters.states.includes(state);
  const anyOf = chosenTerms(filters, nodes)
    .filter(([key]) => key !== leavingOut)
    .map(([, terms]) => terms);
  return {
    isDelisted: has("delisted"),
    anyOf: has("corrected") ? [...anyOf, [termOf.corrected]] : anyOf,
    isFlagged: has("flagged"),
    isPhotoless: has("photoless"),
    query: null,
  };
}

/** A product names its target category and what lies below it; a node above stands for the targets under it. A node that
 *  is not there holds nothing. */
function termsUnder(categoryId: number, nodes: Taxonomy): string[] {
  const node = nodes.find(({ id }) => id === categoryId);
  if (!node) return [termOf.category(0)];
  const target = targetLevel(nodes);
  if (node.level > target) return [termOf.below(node.level, node.name)];
  let under = [node];
  while (under[0] && under[0].level < target)
    under = nodes.filter(({ parentId }) => under.some(({ id }) => id === parentId));
  return under.length > 0 ? under.map(({ id }) => termOf.category(id)) : [termOf.category(0)];
}

export const targetLevel = (nodes: Taxonomy): number => nodes.find(({ isTarget }) => isTarget)?.level ?? 0;
