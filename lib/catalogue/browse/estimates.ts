import type { Look } from "./data";
import { paramsOf } from "./rules";
import type { Browsed, BrowseFilters } from "./schema";

type Estimate = Look & Pick<Browsed, "total" | "facets">;

const keptMs = 30_000;
const mostKept = 200;
const kept = new Map<string, { at: number; estimate: Estimate }>();

/** What was estimated for large sets within the last half minute: scrolling on and coming back count nothing anew. What
 *  is counted exactly is never kept. */
export const estimates = {
  find(filters: BrowseFilters): Estimate | null {
    const found = kept.get(paramsOf(filters).toString());
    return found && performance.now() - found.at < keptMs ? found.estimate : null;
  },
  keep(filters: BrowseFilters, estimate: Estimate): void {
    // The one that was kept first goes first.
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
    kept.set(paramsOf(filters).toString(), { at: performance.now(), estimate });
  },
};
