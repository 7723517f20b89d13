"use client";
import { useMemo } from "react";
import { Dialog } from "../_ui/dialog";
import { KeyCap } from "../_ui/key-cap";
import { SearchList } from "../_ui/search-list";
import { type OpenPlaces, openCommands } from "./keys";
import { useKeyOf } from "./preferences";

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
  const keyOf = useKeyOf();
  const all = useMemo(
    () => openCommands(open()).filter(({ command, isEnabled }) => isEnabled && command.id !== "frame.palette"),
    [open],
  );
  return (
    <SearchList
      label="Find a command"
      placeholder="Find a command"
      listLabel="Commands"
      find={(words) => all.filter(({ command }) => hasWords(command.title, words))}
      keyOf={({ command }) => command.id}
      draw={({ command, place }) => {
        const key = keyOf(command, place);
        return (
          <>
            {command.title}
            {key && <KeyCap of={key} />}
          </>
        );
      }}
      onChoose={({ run }) => {
        onClose();
        // The dialog first gives the focus back; a command may move it on.
        setTimeout(run);
      }}
      nothing="Nothing by that name. Try a shorter word."
      fieldClassName="w-full border-b border-line px-5 py-4 text-lead outline-none"
      listClassName="max-h-[22rem] p-2"
    />
  );
}

const hasWords = (title: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));
