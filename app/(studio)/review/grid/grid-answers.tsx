"use client";
import clsx from "clsx";
import type { GridActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { grid } from "@/app/_commands/registry/grid";
import { glyphs, verdictGlyphs } from "@/app/_ui/glyphs";
import type { GroupWords } from "./group-words";

const big = "min-h-12 justify-center border px-4 font-medium max-sm:flex-1 aria-disabled:opacity-45";
const small = "px-3 text-ink-soft hover:bg-sunken hover:text-ink aria-disabled:opacity-45";

/** What the selection becomes, said before it does; under the thumb on a phone. */
export function GridAnswers({ actions, words }: { actions: GridActions; words: GroupWords }) {
  const { selected, shown } = actions;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 border-t border-line bg-ground px-4 py-3 max-sm:bottom-14 sm:-mx-8 sm:px-8">
      <div className="mb-2 flex flex-wrap items-center gap-x-4">
        <p aria-live="polite" className="min-h-5 text-small text-ink-soft max-sm:w-full max-sm:text-center">
          {selected > 0 ? words.effect(selected) : "Select what is wrong, take it, then keep the rest."}
        </p>
        <div className="ml-auto flex max-sm:order-last max-sm:w-full max-sm:justify-between max-sm:text-small">
          <CommandButton command={grid.all} on={actions} className={small} />
          <CommandButton command={grid.clear} on={actions} className={clsx(small, "max-sm:hidden")} />
          {actions.canRule && <CommandButton command={grid.rule} on={actions} className={small} />}
          <CommandButton command={grid.undo} on={actions} className={small}>
            {glyphs.undo} Undo
          </CommandButton>
          <CommandButton command={grid.bench} on={actions} className={small} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <CommandButton
          command={grid.take}
          on={actions}
          className={clsx(big, "border-fits/50 text-fits hover:bg-fits-wash")}
        >
          {verdictGlyphs.take} {selected > 0 ? words.take(selected) : "Take the selected"}
        </CommandButton>
        <CommandButton
          command={grid.keep}
          on={actions}
          className={clsx(big, "border-clashes/50 text-clashes hover:bg-clashes-wash")}
        >
          {verdictGlyphs.keep} {selected > 0 ? words.keep(selected) : "Keep the selected"}
        </CommandButton>
        <CommandButton command={grid.keepRest} on={actions} className={clsx(big, "border-edge/60 hover:bg-sunken")}>
          Keep the rest, {shown - selected}
        </CommandButton>
      </div>
    </div>
  );
}
