"use client";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Preferences } from "@/lib/users/schema";
import { call, type Failed } from "../_client/api";
import { knownBindings } from "./bindings";
import { type Bindings, type Command, keyOf, type Place } from "./command";

type Keys = {
  bindings: Bindings;
  areSingleKeysOn: boolean;
  /** Holds at once; taken back when it can't be stored. */
  save(change: Partial<Preferences>): Promise<Failed | null>;
};

const usual: Keys = { bindings: {}, areSingleKeysOn: true, save: async () => null };
const KeysContext = createContext<Keys>(usual);

/** The keys as this person has set them, saved with their account. */
export function KeysProvider({ saved, children }: { saved: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(saved);
  const save = useCallback(
    async (change: Partial<Preferences>) => {
      const next = { ...preferences, ...change };
      setPreferences(next);
      const answer = await call<Preferences>("/api/preferences", { body: next });
      if (answer.ok) return null;
      setPreferences(preferences);
      return answer;
    },
    [preferences],
  );
  const keys = useMemo<Keys>(
    () => ({ bindings: knownBindings(preferences), areSingleKeysOn: preferences.areSingleKeysOn, save }),
    [preferences, save],
  );
  return <KeysContext value={keys}>{children}</KeysContext>;
}

export const useKeys = (): Keys => useContext(KeysContext);

/** The key that a command answers to now; null when it has none, or when single keys are switched off. */
export function useKeyOf(): (command: Pick<Command, "id" | "key" | "keyIn">, place: Place) => string | null {
  const { bindings, areSingleKeysOn } = useKeys();
  return (command, place) => {
    const key = keyOf(command, place, bindings);
    return key && (areSingleKeysOn || key.startsWith("mod+")) ? key : null;
  };
}
