"use client";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Preferences } from "@/lib/users/schema";
import type { Actions, FrameActions, Place } from "./command";
import { HelpSheet } from "./help-sheet";
import { commandFor, nameOfKey, type OpenPlaces } from "./keys";
import { Palette } from "./palette";
import { KeysProvider, useKeys } from "./preferences";

type Centre = { open: OpenPlaces };
const CentreContext = createContext<Centre | null>(null);

type Props = {
  frame: Omit<FrameActions, "openPalette" | "openHelp">;
  preferences: Preferences;
  children: ReactNode;
};

/** Listens to the keyboard once for the whole studio and shows palette and help sheet. */
export function CommandCentre({ frame, preferences, children }: Props) {
  const [sheet, setSheet] = useState<"palette" | "help" | null>(null);
  const centre = useRef<Centre>({ open: {} });
  const everywhere = useMemo(
    () => ({ ...frame, openPalette: () => setSheet("palette"), openHelp: () => setSheet("help") }),
    [frame],
  );
  centre.current.open.everywhere = everywhere;
  return (
    <KeysProvider saved={preferences}>
      <CentreContext value={centre.current}>
        {children}
        <Keyboard centre={centre.current} />
        <Palette isOpen={sheet === "palette"} onClose={() => setSheet(null)} open={() => centre.current.open} />
        <HelpSheet isOpen={sheet === "help"} onClose={() => setSheet(null)} open={() => centre.current.open} />
      </CentreContext>
    </KeysProvider>
  );
}

function Keyboard({ centre }: { centre: Centre }) {
  const { bindings, areSingleKeysOn } = useKeys();
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return;
      const name = nameOfKey(event);
      if (!name || (!name.startsWith("mod+") && !areSingleKeysOn)) return;
      const run = commandFor(name, centre.open, bindings);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [centre, bindings, areSingleKeysOn]);
  return null;
}

/** Opens a place while the calling screen is mounted, with what its commands may do now. Before the paint: a key that is
 *  pressed at the first sight of a screen is not lost. */
export function usePlace<P extends Exclude<Place, "everywhere">>(place: P, actions: Actions[P]): void {
  const centre = useContext(CentreContext);
  useLayoutEffect(() => {
    if (!centre) return;
    const open: OpenPlaces = centre.open;
    open[place] = actions;
    return () => {
      delete open[place];
    };
  }, [centre, place, actions]);
}

/** The frame's own actions, for its buttons. */
export const useFrameActions = (): FrameActions | undefined => useContext(CentreContext)?.open.everywhere;
