"use client";
import clsx from "clsx";
import type { CompleteActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { complete } from "@/app/_commands/registry";
import { glyphs, verdictGlyphs } from "@/app/_ui/glyphs";
import { smallCommand } from "../layout-classes";

type Props = { actions: CompleteActions; hasDetails: boolean; noteLength: number; picked: number };

/** Sends the whole set, in the middle under the thumb; beside it what every judging screen has. */
export function SetRow({ actions, hasDetails, noteLength, picked }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
      <div className="order-2 max-sm:order-1 max-sm:w-full">
        <CommandButton
          command={complete.send}
          on={actions}
          className="min-h-12 justify-center border border-fits/60 bg-fits-wash px-5 font-medium text-fits max-sm:min-h-14 max-sm:w-full sm:min-w-64"
        >
          {verdictGlyphs.fits}
          {picked === 0 ? "None of these goes with it" : `Send, ${picked} picked`}
        </CommandButton>
      </div>
      <div className="order-1 flex justify-end gap-1 max-sm:order-2 sm:min-w-60">
        <CommandButton
          command={complete.undo}
          on={actions}
          className={clsx(smallCommand, !actions.canUndo && "opacity-45")}
        >
          {glyphs.undo}
          Undo
        </CommandButton>
        <CommandButton command={complete.skip} on={actions} className={smallCommand}>
          {glyphs.skip}
          Skip
        </CommandButton>
        <CommandButton command={complete.note} on={actions} className={smallCommand}>
          {noteLength > 0 ? `Note, ${noteLength}` : "Note"}
        </CommandButton>
      </div>
      <div className="order-3 flex gap-1 sm:min-w-60">
        <CommandButton command={complete.details} on={actions} className={smallCommand} pressed={hasDetails} />
        <CommandButton command={complete.zoom} on={actions} className={clsx(smallCommand, "max-sm:hidden")} />
        <CommandButton
          command={complete.why}
          on={actions}
          className={clsx(smallCommand, !actions.canExplain && "opacity-45")}
        >
          Why
        </CommandButton>
      </div>
    </div>
  );
}
