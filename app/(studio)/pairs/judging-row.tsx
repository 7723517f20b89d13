"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import type { Actions, Command, StylistActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { glyphs } from "@/app/_ui/glyphs";
import { smallCommand } from "./layout-classes";

type Mode = "pairs" | "complete";
type Shared = "undo" | "skip" | "note" | "details" | "zoom" | "why";
type Props<P extends Mode> = {
  commands: Record<Shared, Command<string, P>>;
  actions: Actions[P] & StylistActions;
  hasDetails: boolean;
  noteLength: number;
  /** The answers, in the middle under the thumb. */
  children: ReactNode;
};

/** What both ways of judging have beside their answers: back and on at one side, closer at the other. */
export function JudgingRow<P extends Mode>({ commands, actions, hasDetails, noteLength, children }: Props<P>) {
  const { undo, skip, note, details, zoom, why } = commands;
  const faint = (can: boolean) => clsx(smallCommand, !can && "opacity-45");
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
      {children}
      <div className="order-1 flex justify-end gap-1 max-sm:order-2 sm:min-w-60">
        <CommandButton command={undo} on={actions} className={faint(actions.canUndo)}>
          {glyphs.undo}
          Undo
        </CommandButton>
        <CommandButton command={skip} on={actions} className={smallCommand}>
          {glyphs.skip}
          Skip
        </CommandButton>
        <CommandButton command={note} on={actions} className={smallCommand}>
          {noteLength > 0 ? `Note, ${noteLength}` : "Note"}
        </CommandButton>
      </div>
      <div className="order-3 flex gap-1 sm:min-w-60">
        <CommandButton command={details} on={actions} className={smallCommand} pressed={hasDetails} />
        <CommandButton command={zoom} on={actions} className={clsx(smallCommand, "max-sm:hidden")} />
        <CommandButton command={why} on={actions} className={faint(actions.canExplain)}>
          Why
        </CommandButton>
      </div>
    </div>
  );
}
