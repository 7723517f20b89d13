import type { Preferences } from "@/lib/users/schema";
import { type Bindings, type Command, keyOf, type Place, places } from "./command";
import { commands } from "./registry";

const all = commands as readonly Command[];
const ids = new Set(all.map(({ id }) => id));

/** What was saved, without commands that there are no longer and keys that can't be pressed. */
export function knownBindings({ keys }: Pick<Preferences, "keys">): Bindings {
  return Object.fromEntries(Object.entries(keys).filter(([id, key]) => ids.has(id) && (key === null || isSingle(key))));
}

/** A key that a command may be given: one character, as the keyboard types it. */
export const isSingle = (key: string): boolean => [...key].length === 1 && key.trim() !== "";

/** Whether its key can be changed: chords with ⌘ and Ctrl are the browser's own neighbours. */
export const isChangeable = (command: Command): boolean => !command.key?.startsWith("mod+");

const placesOf = ({ where }: Command): readonly Place[] => (where === "everywhere" ? places : [where]);

/** The command that has this key already in a place where both hold; null when the key is free. */
export function holderOf(key: string, command: Command, bindings: Bindings): Command | null {
  const isRival = (other: Command) =>
    other.id !== command.id &&
    placesOf(other).some((place) => placesOf(command).includes(place) && keyOf(other, place, bindings) === key);
  return all.find(isRival) ?? null;
}

/** The key that a command has when nobody has changed it. */
export const usualKey = (command: Command): string | null => keyOf(command, command.where);
