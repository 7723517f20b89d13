"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import type { Amount, Facet } from "@/lib/catalogue/browse/schema";
import { amountText } from "./words";

export function FacetGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="float-left mb-1.5 w-full text-small font-medium text-ink-soft">{label}</legend>
      <div className="clear-both">{children}</div>
    </fieldset>
  );
}

const shownAtFirst = 8;
type ListProps = { facet: Facet; chosen: string[]; onToggle: (value: string) => void };

/** One facet: its fullest values, the chosen ones among them, and the rest on demand. */
export function FacetList({ facet, chosen, onToggle }: ListProps) {
  const [isWhole, setIsWhole] = useState(false);
  const { values } = facet;
  const shown = isWhole ? values : values.filter(({ value }, place) => place < shownAtFirst || chosen.includes(value));
  const more = values.length - shown.length;
  return (
    <FacetGroup label={facet.label}>
      <div className={clsx(isWhole && values.length > 20 && "max-h-96 overflow-y-auto")}>
        {shown.map(({ value, amount }) => (
          <Check
            key={value}
            label={value}
            amount={amount}
            isChosen={chosen.includes(value)}
            onToggle={() => onToggle(value)}
          />
        ))}
      </div>
      {(more > 0 || isWhole) && values.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className="mt-1 min-h-7 rounded-sm text-small text-accent underline-offset-4 hover:underline"
        >
          {isWhole ? `Fewer of ${facet.label.toLowerCase()}` : `${more} more of ${facet.label.toLowerCase()}`}
        </button>
      )}
    </FacetGroup>
  );
}

type CheckProps = { label: string; amount: Amount; isChosen: boolean; onToggle: () => void };

export function Check({ label, amount, isChosen, onToggle }: CheckProps) {
  const isNothing = amount.n === 0 && !isChosen;
  return (
    <label
      className={clsx(
        "flex min-h-7 cursor-pointer items-center gap-2.5 text-small",
        isNothing ? "text-ink-faint" : "hover:text-accent",
        isChosen && "font-medium",
      )}
    >
      <input type="checkbox" checked={isChosen} onChange={onToggle} className="size-3.5 shrink-0 accent-accent" />
      <span className="min-w-0 flex-1 truncate" title={label}>
        {label}
      </span>
      <span className="tabular shrink-0 text-ink-faint">{amountText(amount)}</span>
    </label>
  );
}
