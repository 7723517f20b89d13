"use client";
import { useEffect, useState } from "react";
import { Button } from "../_ui/button";
import { Dialog } from "../_ui/dialog";
import { KeyCap } from "../_ui/key-cap";
import { KeySettings } from "./key-settings";
import { type OpenPlaces, openCommands } from "./keys";
import { useKeyOf } from "./preferences";

type Props = { isOpen: boolean; onClose: () => void; open: () => OpenPlaces };

/** Every key that holds here, out of the registry: it cannot lie. One step further they can be changed. */
export function HelpSheet({ isOpen, onClose, open }: Props) {
  const [isChanging, setIsChanging] = useState(false);
  const keyOf = useKeyOf();
  useEffect(() => {
    if (!isOpen) setIsChanging(false);
  }, [isOpen]);
  const here = isOpen ? openCommands(open()) : [];
  return (
    <Dialog
      title={isChanging ? "Change the keys" : "Keys on this screen"}
      isOpen={isOpen}
      onClose={onClose}
      className="max-h-[85dvh]"
    >
      {isChanging ? (
        <KeySettings here={here} onDone={() => setIsChanging(false)} />
      ) : (
        <>
          <ul className="grid gap-x-10 px-6 py-4 sm:grid-cols-2">
            {here.map(({ command, place }) => {
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
          <div className="flex justify-between gap-3 border-t border-line px-6 py-4">
            <Button onClick={() => setIsChanging(true)}>Change the keys</Button>
            <Button kind="plain" onClick={onClose}>
              Close
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
