"use client";
import clsx from "clsx";
import { useMemo, useState } from "react";
import { Dialog } from "../_ui/dialog";
import { KeyCap } from "../_ui/key-cap";
import { keyOf } from "./command";
import { type OpenPlaces, openCommands } from "./keys";

type Props = { isOpen: boolean; onClose: () => void; open: () => OpenPlaces };

/** ⌘K: every command that can run now, found by a few letters. */
export function Palette({ isOpen, onClose, open }: Props) {
  return (
    <Dialog title="Find a command" isTitleHidden isOpen={isOpen} onClose={onClose} className="mt-[14vh]">
      <PaletteList onClose={onClose} open={open} />
    </Dialog>
  );
}

function PaletteList({ onClose, open }: Omit<Props, "isOpen">) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const all = useMemo(
    () => openCommands(open()).filter(({ command, isEnabled }) => isEnabled && command.id !== "frame.palette"),
    [open],
  );
  const found = all.filter(({ command }) => hasWords(command.title, words));
  const choose = (index: number) => {
    const chosen = found[index];
    if (!chosen) return;
    onClose();
    // The dialog first gives the focus back; a command may move it on.
    setTimeout(chosen.run);
  };
  return (
    <div>
      <input
        // biome-ignore lint/a11y/noAutofocus: the palette was opened to type into it.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[at] && `palette-${found[at].command.id}`}
        aria-label="Find a command"
        placeholder="Find a command"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt((old) => (old + step + found.length) % Math.max(1, found.length));
          if (event.key === "Enter") choose(at);
          if (step || event.key === "Enter") event.preventDefault();
        }}
        className="w-full border-b border-line bg-transparent px-5 py-4 text-lead outline-none placeholder:text-ink-faint"
      />
      <div role="listbox" id="palette-list" aria-label="Commands" className="max-h-[22rem] overflow-y-auto p-2">
        {found.map(({ command, place }, index) => (
          <button
            type="button"
            role="option"
            tabIndex={-1}
            id={`palette-${command.id}`}
            key={command.id}
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(index)}
            className={clsx(
              "flex w-full items-center justify-between rounded-md px-3 py-2 text-left",
              index === at && "bg-accent-wash",
            )}
          >
            {command.title}
            {keyOf(command, place) && <KeyCap of={keyOf(command, place) ?? ""} />}
          </button>
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-ink-soft">Nothing by that name. Try a shorter word.</p>}
      </div>
    </div>
  );
}

const hasWords = (title: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));
