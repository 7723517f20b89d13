"use client";
import { counted } from "@/app/_ui/figures";
import { SearchList } from "@/app/_ui/search-list";
import { listLook } from "./layout-classes";

export type ValueCount = { value: string; products: number };

/** Any other value of the attribute, the most common ones first. */
export function ValueList({ values, onChoose }: { values: ValueCount[]; onChoose: (value: string) => void }) {
  return (
    <div className="p-3">
      <SearchList
        label="Value"
        placeholder="Type a few letters"
        listLabel="Values"
        find={(words) => values.filter(({ value }) => value.toLowerCase().includes(words.trim().toLowerCase()))}
        keyOf={({ value }) => value}
        draw={({ value, products }) => (
          <>
            {value}
            <span className="tabular text-small text-ink-soft">{counted(products, "product")}</span>
          </>
        )}
        onChoose={({ value }) => onChoose(value)}
        nothing="No value by that name."
        {...listLook}
      />
    </div>
  );
}
