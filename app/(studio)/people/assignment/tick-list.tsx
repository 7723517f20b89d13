"use client";
import { useState } from "react";

type Item = { id: string; name: string; note?: string; depth?: number };
type Props = {
  label: string;
  items: Item[];
  ticked: ReadonlySet<string>;
  onTick: (id: string, isOn: boolean) => void;
};
/** From here on a list is searched rather than read. */
const searchedFrom = 12;

/** Things to tick, searched by name when there are many. */
export function TickList({ label, items, ticked, onTick }: Props) {
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const shown = items.filter(({ id, name }) => ticked.has(id) || name.toLowerCase().includes(wanted));
  return (
    <fieldset className="min-w-0">
      <legend className="text-small font-medium">{label}</legend>
      {items.length >= searchedFrom && (
        <input
          type="search"
          aria-label={`Find in ${label.toLowerCase()}`}
          placeholder="Find"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mt-1 min-h-9 w-full rounded-md border border-edge bg-raised px-3 text-body"
        />
      )}
      <div className="mt-2 max-h-60 overflow-y-auto rounded-md border border-line p-1">
        {shown.map(({ id, name, note, depth = 0 }) => (
          <label
            key={id}
            className="flex min-h-8 items-center gap-2.5 rounded-sm px-2 hover:bg-sunken"
            style={{ paddingLeft: `${0.5 + (wanted ? 0 : depth) * 1.25}rem` }}
          >
            <input
              type="checkbox"
              checked={ticked.has(id)}
              onChange={(event) => onTick(id, event.target.checked)}
              className="size-4 accent-accent"
            />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {note && <span className="tabular text-small text-ink-soft">{note}</span>}
          </label>
        ))}
        {shown.length === 0 && <p className="px-2 py-1 text-ink-soft">Nothing is called that.</p>}
      </div>
    </fieldset>
  );
}

/** A set with one thing more or less. */
export function withTick(set: ReadonlySet<string>, id: string, isOn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isOn) next.add(id);
  else next.delete(id);
  return next;
}
