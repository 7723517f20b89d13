"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../_ui/button";
import { KeyCap, keyName } from "../_ui/key-cap";
import { holderOf, isChangeable, isSingle, usualKey } from "./bindings";
import { type Command, keyOf } from "./command";
import type { openCommands } from "./keys";
import { useKeys } from "./preferences";

type Props = { here: ReturnType<typeof openCommands>; onDone: () => void };

/** Gives commands other keys: press the button, then the key. A key that is taken is refused, with the one who has it. */
export function KeySettings({ here, onDone }: Props) {
  const { bindings, areSingleKeysOn, save } = useKeys();
  const [listening, setListening] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const store = async (change: Parameters<typeof save>[0], done: string) => {
    const failed = await save(change);
    setSaid(failed ? failed.sentence : done);
  };
  const give = (command: Command, key: string | null) => {
    const holder = key && holderOf(key, command, bindings);
    if (holder)
      return setSaid(`${keyName(key)} is “${holder.title}”. Choose another key, or give that one another first.`);
    setListening(null);
    const { [command.id]: _, ...others } = bindings;
    const keys = key === usualKey(command) ? others : { ...others, [command.id]: key };
    void store({ keys }, key ? `“${command.title}” is ${keyName(key)} now.` : `“${command.title}” has no key now.`);
  };
  return (
    <div className="px-6 pt-2 pb-5">
      <p className="text-ink-soft">Choose a command, then press its new key. Saved with your account.</p>
      <ul className="mt-3 max-h-[46dvh] overflow-y-auto border-y border-line">
        {here
          .filter(({ command }) => isChangeable(command))
          .map(({ command, place }) => (
            <KeyLine
              key={command.id}
              command={command}
              current={keyOf(command, place, bindings)}
              isChanged={command.id in bindings}
              isListening={listening === command.id}
              onListen={(is) => {
                setListening(is ? command.id : null);
                setSaid("");
              }}
              onKey={(key) =>
                isSingle(key) ? give(command, key) : setSaid("Choose a letter, a digit or a sign: one key, by itself.")
              }
              onReset={() => give(command, usualKey(command))}
            />
          ))}
      </ul>
      <p role="status" className="min-h-12 py-3 text-small">
        {said}
      </p>
      <label className="flex items-center gap-3 text-ink-soft">
        <input
          type="checkbox"
          checked={areSingleKeysOn}
          className="size-5 accent-accent"
          onChange={({ target }) =>
            void store(
              { areSingleKeysOn: target.checked },
              target.checked ? "Single keys act." : "Single keys are off; buttons and ⌘K stay.",
            )
          }
        />
        Single keys act. Switch off when you speak to the computer.
      </label>
      <div className="mt-4 flex justify-between gap-3">
        <Button
          onClick={() => void store({ keys: {} }, "Every command has its usual key.")}
          disabled={Object.keys(bindings).length === 0}
        >
          Reset all
        </Button>
        <Button kind="plain" onClick={onDone}>
          Back to the keys
        </Button>
      </div>
    </div>
  );
}

type LineProps = {
  command: Command;
  current: string | null;
  isChanged: boolean;
  isListening: boolean;
  onListen: (is: boolean) => void;
  onKey: (key: string) => void;
  onReset: () => void;
};

function KeyLine({ command, current, isChanged, isListening, onListen, onKey, onReset }: LineProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isListening) button.current?.focus();
  }, [isListening]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isListening || event.key === "Tab" || event.key === "Shift" || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") onListen(false);
    else onKey(event.key.toLowerCase());
  };
  return (
    <li className="flex min-h-11 items-center gap-3 border-b border-line last:border-0">
      <span className="min-w-0 flex-1">{command.title}</span>
      {isChanged && (
        <Button kind="plain" onClick={onReset} aria-label={`Reset the key of ${command.title}`}>
          Reset
        </Button>
      )}
      <button
        ref={button}
        type="button"
        aria-label={`Change the key of ${command.title}, now ${current ? keyName(current) : "none"}`}
        aria-pressed={isListening}
        onClick={() => onListen(!isListening)}
        onBlur={() => isListening && onListen(false)}
        onKeyDown={onKeyDown}
        className="flex min-h-9 min-w-24 items-center justify-center rounded-md border border-edge px-2 text-small hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-wash"
      >
        {isListening ? "Press a key" : current ? <KeyCap of={current} /> : "none"}
      </button>
    </li>
  );
}
