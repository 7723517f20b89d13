"use client";
import { chosenOf, toggleState, toggleValue } from "@/lib/catalogue/browse/rules";
import { type BrowseFacets, type BrowseFilters, browseStates, stockStates } from "@/lib/catalogue/browse/schema";
import { CategoryTree } from "./category-tree";
import { Check, FacetGroup, FacetList } from "./facet-list";
import { stateWords, stockWords } from "./words";

type Props = { facets: BrowseFacets; filters: BrowseFilters; onChange: (filters: BrowseFilters) => void };

/** Taxonomy, attributes and states with how many garments each would leave. */
export function FacetsPanel({ facets, filters, onChange }: Props) {
  return (
    <div className="space-y-6">
      {facets.tree.length > 0 && (
        <FacetGroup label="Category">
          <CategoryTree
            tree={facets.tree}
            chosen={filters.categoryId}
            onChoose={(categoryId) => onChange({ ...filters, categoryId })}
          />
        </FacetGroup>
      )}
      <FacetGroup label="Show">
        {stockStates.map((state) => (
          <Check
            key={state}
            label={stockWords[state]}
            amount={facets.stock[state]}
            isChosen={filters.stock === state}
            onToggle={() => onChange({ ...filters, stock: filters.stock === state ? null : state })}
          />
        ))}
        {browseStates.map((state) => (
          <Check
            key={state}
            label={stateWords[state]}
            amount={facets.states[state]}
            isChosen={filters.states.includes(state)}
            onToggle={() => onChange(toggleState(filters, state))}
          />
        ))}
      </FacetGroup>
      {facets.facets.map((facet) => (
        <FacetList
          key={facet.key}
          facet={facet}
          chosen={chosenOf(filters, facet.key)}
          onToggle={(value) => onChange(toggleValue(filters, facet.key, value))}
        />
      ))}
    </div>
  );
}
