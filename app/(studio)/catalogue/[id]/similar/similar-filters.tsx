"use client";
import { useId, useState } from "react";
import { Button } from "@/app/_ui/button";
import { attributeFacetKey, chosenOf } from "@/lib/catalogue/browse/rules";
import type { BrowseFacets } from "@/lib/catalogue/browse/schema";
import type { SimilarView } from "./address";

type Props = { view: SimilarView; facets: BrowseFacets; onChange: (view: SimilarView) => void };

const field = "min-h-9 w-full rounded-md border border-edge bg-ground px-2.5 text-ink";
const attributesShown = 6;

/** What the neighbours have to be. Each change is looked for at once. */
export function SimilarFilters({ view, facets, onChange }: Props) {
  const { filters } = view;
  // On a phone the garments come first.
  const [isOpen, setIsOpen] = useState(false);
  const attributes = facets.facets.filter(({ key }) => key.startsWith(attributeFacetKey(""))).slice(0, attributesShown);
  const choose = (key: string, value: string) => {
    const name = key.slice(attributeFacetKey("").length);
    const { [name]: _, ...others } = filters.attributes;
    onChange({ ...view, filters: { ...filters, attributes: value ? { ...others, [name]: [value] } : others } });
  };
  const chosen =
    Object.keys(filters.attributes).length + Number(view.priceFrom !== null) + Number(view.priceTo !== null);
  return (
    <div className="mt-4 grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end sm:[&>*]:w-40">
      <Choice
        label="Category"
        value={filters.categoryId === null ? "" : String(filters.categoryId)}
        any="All categories"
        options={facets.tree.map(({ id, name, level }) => ({
          value: String(id),
          name: `${"  ".repeat(level)}${name}`,
        }))}
        onChange={(value) => onChange({ ...view, filters: { ...filters, categoryId: value ? Number(value) : null } })}
      />
      <Choice
        label="Stock"
        value={filters.stock ?? ""}
        any="In stock or not"
        options={[
          { value: "in", name: "In stock" },
          { value: "out", name: "Sold out" },
        ]}
        onChange={(value) =>
          onChange({ ...view, filters: { ...filters, stock: value === "in" || value === "out" ? value : null } })
        }
      />
      <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="col-span-2 !w-full sm:hidden">
        {isOpen ? "Fewer filters" : chosen > 0 ? `More filters, ${chosen} on` : "More filters"}
      </Button>
      <div className={`${isOpen ? "contents" : "hidden"} sm:contents sm:[&>*]:w-40`}>
        {attributes.map(({ key, label, values }) => (
          <Choice
            key={key}
            label={label}
            value={chosenOf(filters, key)[0] ?? ""}
            any="Any"
            options={values.map(({ value }) => ({ value, name: value }))}
            onChange={(value) => choose(key, value)}
          />
        ))}
        <Amount
          key={`from ${view.priceFrom}`}
          label="Price from"
          value={view.priceFrom}
          onChange={(priceFrom) => onChange({ ...view, priceFrom })}
        />
        <Amount
          key={`to ${view.priceTo}`}
          label="Price to"
          value={view.priceTo}
          onChange={(priceTo) => onChange({ ...view, priceTo })}
        />
      </div>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  any: string;
  options: { value: string; name: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, any, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block truncate text-small text-ink-soft">
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={field}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

type AmountProps = { label: string; value: number | null; onChange: (value: number | null) => void };

/** Looked for when it is left or with Enter, not at each digit. */
function Amount({ label, value, onChange }: AmountProps) {
  const id = useId();
  const [text, setText] = useState(value === null ? "" : String(value));
  const take = () => {
    const next = text.trim() === "" ? null : Number(text.replace(",", "."));
    if (next !== value && (next === null || (Number.isFinite(next) && next >= 0))) onChange(next);
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block truncate text-small text-ink-soft">
        {label}
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== "Enter") return;
          take();
        }}
        className={`tabular ${field}`}
      />
    </div>
  );
}
