import type { Actions, Bindings, Command, Place } from "./command";
import { keyOf } from "./command";
import { commands } from "./registry";

type KeyEvent = Pick<
  KeyboardEvent,
  "key" | "code" | "repeat" | "isComposing" | "ctrlKey" | "metaKey" | "altKey" | "target" | "defaultPrevented"
>;

const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const pressable = "button, a[href], summary, [role=button], [role=option]";

/** The registry's name of a key press, or null when it isn't ours: typing, composing, held down, or with a modifier. */
export function nameOfKey(event: KeyEvent): string | null {
  const key = event.key.toLowerCase();
  // An arrow that is held goes on; a letter that is held was one thought.
  if ((event.repeat && !key.startsWith("arrow")) || event.isComposing || event.defaultPrevented) return null;
  if (event.ctrlKey || event.metaKey) return !event.altKey && key === "k" ? "mod+k" : null;
  if (event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing)) return null;
  // Enter on a button presses that button.
  if (key === "enter" && target?.closest(pressable)) return null;
  // On a French keyboard the digits need Shift; the place of the key still says which one was meant.
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  return digit && !/^[a-z?]$/.test(key) ? digit : key;
}

export type OpenPlaces = Partial<{ [P in Place]: Actions[P] }>;

/** What can be done now, by the places that are open: the screen's own commands first. */
export function openCommands(
  open: OpenPlaces,
): { command: Command; place: Place; isEnabled: boolean; run: () => void }[] {
  const screen = (Object.keys(open) as Place[]).find((place) => place !== "everywhere") ?? "everywhere";
  return [...commands]
    .sort((a, b) => Number(a.where === "everywhere") - Number(b.where === "everywhere"))
    .flatMap((entry) => {
      const command = entry as Command;
      const on = open[command.where];
      // `where` chose both the command and the actions that it was declared with.
      return on
        ? [{ command, place: screen, isEnabled: command.enabled(on as never), run: () => command.run(on as never) }]
        : [];
    });
}

/** The command of a key in the places that are open; null when nothing there is bound to it or it cannot be done now. */
export function commandFor(key: string, open: OpenPlaces, bindings: Bindings = {}): (() => void) | null {
  const found = openCommands(open).find(
    ({ command, place, isEnabled }) => isEnabled && keyOf(command, place, bindings) === key,
  );
  return found?.run ?? null;
}
