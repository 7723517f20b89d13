import type { Scope } from "./schema";

/** Open tasks that are about the same kinds of garment: one or two categories and seasons, and how many there are. */
export type OpenWork = {
  head: "compatibility" | "category";
  categoryIds: (number | null)[];
  seasons: (string | null)[];
  tasks: number;
};

export type Open = { pairs: number; flags: number };

/** A scope as the queue reads it: its categories with all below them. */
export type Reach = { categoryIds: ReadonlySet<number>; seasons: ReadonlySet<string> };

/** The categories of a scope with everything below them. `parents`: each category's parent. */
export function reachOf(scope: Scope, parents: ReadonlyMap<number, number | null>): Reach {
  const named = new Set(scope.categories.map(({ id }) => id));
  const isInside = (id: number | null | undefined): boolean =>
    id !== null && id !== undefined && (named.has(id) || isInside(parents.get(id)));
  return { categoryIds: new Set([...parents.keys()].filter(isInside)), seasons: new Set(scope.seasons) };
}

const isReached = ({ categoryIds, seasons }: OpenWork, reach: Reach): boolean =>
  categoryIds.some((id) => id !== null && reach.categoryIds.has(id)) ||
  seasons.some((season) => season !== null && reach.seasons.has(season));

/** How much open work lies in one of the reaches; null reaches everything. */
export function openWithin(work: readonly OpenWork[], reaches: readonly (Reach | null)[]): Open {
  const open = { pairs: 0, flags: 0 };
  for (const one of work) {
    if (!reaches.some((reach) => reach === null || isReached(one, reach))) continue;
    open[one.head === "compatibility" ? "pairs" : "flags"] += one.tasks;
  }
  return open;
}
