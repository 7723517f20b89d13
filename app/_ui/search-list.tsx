"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";

type Props<T> = {
  /** Names the field to those who can't see it. */
  label: string;
  placeholder: string;
  /** Names the list of results. */
  listLabel: string;
  find: (words: string) => T[];
  keyOf: (item: T) => string | number;
  draw: (item: T) => ReactNode;
  onChoose: (item: T) => void;
  /** Said when nothing is found. */
  nothing: string;
  fieldClassName?: string;
  listClassName?: string;
};

/** A field and what it finds: a few letters, arrow keys, Enter; or a click. The field has the focus at once. */
export function SearchList<T>({
  label,
  placeholder,
  listLabel,
  find,
  keyOf,
  draw,
  onChoose,
  nothing,
  ...look
}: Props<T>) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = find(words);
  const chosen = found[at];
  const list = label.toLowerCase().replaceAll(" ", "-");
  const idOf = (item: T) => `${list}-${keyOf(item)}`;
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the list was opened to type into it.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen && idOf(chosen)}
        aria-label={label}
        placeholder={placeholder}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt((old) => (old + step + found.length) % Math.max(1, found.length));
          if (event.key === "Enter" && chosen) onChoose(chosen);
          if (step || event.key === "Enter") event.preventDefault();
        }}
        className={clsx("bg-transparent placeholder:text-ink-faint", look.fieldClassName)}
      />
      <div role="listbox" id={list} aria-label={listLabel} className={clsx("overflow-y-auto", look.listClassName)}>
        {found.map((item, index) => (
          <button
            type="button"
            role="option"
            tabIndex={-1}
            id={idOf(item)}
            key={keyOf(item)}
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(item)}
            className={clsx(
              "flex w-full items-center justify-between gap-4 rounded-md px-3 py-2 text-left",
              index === at && "bg-accent-wash",
            )}
          >
            {draw(item)}
          </button>
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-ink-soft">{nothing}</p>}
      </div>
    </>
  );
}
