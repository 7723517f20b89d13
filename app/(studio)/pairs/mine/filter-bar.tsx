"use client";
import clsx from "clsx";
import { useKeyOf } from "@/app/_commands/preferences";
import { mine } from "@/app/_commands/registry/mine";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { KeyCap } from "@/app/_ui/key-cap";
import { pairLabelVerdicts } from "@/lib/labels/schema";
import { labelWords } from "../verdict-words";
import type { Wanted } from "./use-mine";

type Props = { wanted: Wanted; onChange: (wanted: Wanted) => void };
export const searchFieldId = "search-my-answers";

/** Words and a verdict. */
export function FilterBar({ wanted, onChange }: Props) {
  const key = useKeyOf()(mine.search, "mine");
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line pb-4">
      <div className="relative min-w-60 flex-1">
        <input
          id={searchFieldId}
          type="search"
          aria-label="Search my answers"
          placeholder="Garment, number or note"
          value={wanted.q}
          onChange={({ target }) => onChange({ ...wanted, q: target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            // The browser would clear the words; Escape here only gives the keys back.
            event.preventDefault();
            event.currentTarget.blur();
          }}
          className="min-h-10 w-full rounded-md border border-edge bg-transparent px-3 placeholder:text-ink-faint"
        />
        {key && wanted.q === "" && (
          <span aria-hidden className="pointer-events-none absolute top-2.5 right-3">
            <KeyCap of={key} />
          </span>
        )}
      </div>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Verdict</legend>
        {[null, ...pairLabelVerdicts].map((verdict) => (
          <label
            key={verdict ?? "all"}
            className={clsx(
              "flex min-h-9 cursor-pointer items-center gap-1.5 rounded-md px-3 text-small has-focus-visible:outline-2 has-focus-visible:outline-accent",
              wanted.verdict === verdict ? "bg-accent-wash font-medium text-accent" : "text-ink-soft hover:bg-sunken",
            )}
          >
            <input
              type="radio"
              name="verdict"
              className="sr-only"
              checked={wanted.verdict === verdict}
              onChange={() => onChange({ ...wanted, verdict })}
            />
            {verdict && verdictGlyphs[verdict]}
            {verdict ? labelWords[verdict] : "All"}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
