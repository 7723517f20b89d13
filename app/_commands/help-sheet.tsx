"use client";
import { useState } from "react";
import { Dialog } from "../_ui/dialog";
import { KeyCap } from "../_ui/key-cap";
import { keyOf } from "./command";
import { type OpenPlaces, openCommands } from "./keys";
import { areSingleKeysOn, switchSingleKeys } from "./preference";

type Props = { isOpen: boolean; onClose: () => void; open: () => OpenPlaces };

/** Every key that holds here, out of the registry: it cannot lie. */
export function HelpSheet({ isOpen, onClose, open }: Props) {
  return (
    <Dialog title="Keys on this screen" isOpen={isOpen} onClose={onClose} className="max-h-[85dvh]">
      <ul className="grid gap-x-10 px-6 py-4 sm:grid-cols-2">
        {openCommands(open()).map(({ command, place }) => {
          const key = keyOf(command, place);
          return (
            key && (
              <li key={command.id} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
                <span>{command.title}</span>
                <KeyCap of={key} />
              </li>
            )
          );
        })}
      </ul>
      <SingleKeysSwitch />
    </Dialog>
  );
}

function SingleKeysSwitch() {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  return (
    <label className="flex items-center gap-3 border-t border-line px-6 py-4 text-ink-soft">
      <input
        type="checkbox"
        checked={isOn}
        className="size-4 accent-accent"
        onChange={(event) => {
          switchSingleKeys(event.target.checked);
          setIsOn(event.target.checked);
        }}
      />
      Single letters act on this device. Switch off when you speak to the computer.
    </label>
  );
}
