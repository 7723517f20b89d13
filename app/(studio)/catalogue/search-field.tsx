"use client";
import { type Ref, useState } from "react";
import { KeyCap } from "@/app/_ui/key-cap";

type Props = { ref: Ref<HTMLInputElement>; words: string; onSearch: (words: string) => void };

/** Searches on Enter, and shows everything again when it is emptied. */
export function SearchField({ ref, words, onSearch }: Props) {
  const [typed, setTyped] = useState(words);
  const [searched, setSearched] = useState(words);
  if (words !== searched) {
    setSearched(words);
    setTyped(words);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not announced by every screen reader yet.
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <input
        ref={ref}
        type="search"
        name="q"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === "" && words !== "") onSearch("");
        }}
        aria-label="Search the catalogue"
        placeholder="Name, number, colour, fabric…"
        autoComplete="off"
        maxLength={200}
        className="h-11 w-full rounded-md border border-edge bg-raised pr-12 pl-4 placeholder:text-ink-faint [&::-webkit-search-cancel-button]:opacity-60"
      />
      {typed === "" && (
        <span aria-hidden className="pointer-events-none absolute inset-y-0 right-3 flex items-center">
          <KeyCap of="/" />
        </span>
      )}
    </form>
  );
}
