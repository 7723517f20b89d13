"use client";
import { glyphs } from "@/app/_ui/glyphs";
import { attributeFacetKey, hasFilters, noFilters, toggleState, toggleValue } from "@/lib/catalogue/browse/rules";
import type { Browsed, BrowseFilters } from "@/lib/catalogue/browse/schema";
import { stateWords, stockWords } from "./words";

type Props = { browsed: Browsed; filters: BrowseFilters; onChange: (filters: BrowseFilters) => void };

/** What the list is narrowed to, each part with a way to take it off. */
export function ChosenFilters({ browsed, filters, onChange }: Props) {
  if (!hasFilters(filters)) return null;
  const chips = chipsOf(browsed, filters);
  return (
    <ul aria-label="Chosen filters" className="mt-1 flex flex-wrap gap-2">
      {chips.map(({ name, without }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onChange(without)}
            className="flex min-h-8 items-center gap-1.5 rounded-full bg-accent-wash pr-2 pl-3 text-small text-accent hover:opacity-80"
          >
            <span className="sr-only">Take off </span>
            {name}
            {glyphs.close}
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            onClick={() => onChange(noFilters)}
            className="min-h-8 rounded-sm px-1 text-small text-ink-soft underline-offset-4 hover:text-ink hover:underline"
          >
            Take all off
          </button>
        </li>
      )}
    </ul>
  );
}

function chipsOf({ facets }: Browsed, filters: BrowseFilters): { name: string; without: BrowseFilters }[] {
  const chips = [];
  if (filters.words) chips.push({ name: `“${filters.words}”`, without: { ...filters, words: "" } });
  if (filters.categoryId !== null) {
    const node = facets.tree.find(({ id }) => id === filters.categoryId);
    chips.push({ name: node?.name ?? "A category that is gone", without: { ...filters, categoryId: null } });
  }
  for (const [attribute, values] of Object.entries(filters.attributes)) {
    const key = attributeFacetKey(attribute);
    const label = facets.facets.find((facet) => facet.key === key)?.label ?? attribute;
    for (const value of values) chips.push({ name: `${label}: ${value}`, without: toggleValue(filters, key, value) });
  }
  for (const season of filters.seasons)
    chips.push({ name: `Season: ${season}`, without: toggleValue(filters, "season", season) });
  if (filters.stock) chips.push({ name: stockWords[filters.stock], without: { ...filters, stock: null } });
  for (const state of filters.states) chips.push({ name: stateWords[state], without: toggleState(filters, state) });
  return chips;
}
