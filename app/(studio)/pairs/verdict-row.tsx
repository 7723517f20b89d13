"use client";
import clsx from "clsx";
import type { PairsActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { pairs } from "@/app/_commands/registry/pairs";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { JudgingRow } from "./judging-row";

const big =
  "min-h-12 flex-1 justify-center border px-4 font-medium sm:min-w-36 sm:flex-none max-sm:min-h-14 max-sm:flex-col max-sm:gap-0.5";
const verdicts = [
  {
    command: pairs.clashes,
    glyph: verdictGlyphs.clashes,
    look: "border-clashes/50 text-clashes hover:bg-clashes-wash",
  },
  { command: pairs.unsure, glyph: verdictGlyphs.unsure, look: "border-edge/60 text-unsure hover:bg-unsure-wash" },
  { command: pairs.fits, glyph: verdictGlyphs.fits, look: "border-fits/50 text-fits hover:bg-fits-wash" },
] as const;

type Props = { actions: PairsActions; hasDetails: boolean; noteLength: number };

/** The answers: on the left what a left swipe says, on the right what a right swipe says. */
export function VerdictRow(row: Props) {
  return (
    <JudgingRow commands={pairs} {...row}>
      <div className="order-2 flex max-sm:order-1 max-sm:w-full max-sm:gap-2 sm:gap-3">
        {verdicts.map(({ command, glyph, look }) => (
          <CommandButton key={command.id} command={command} on={row.actions} className={clsx(big, look)}>
            {glyph}
            {command.title}
          </CommandButton>
        ))}
      </div>
    </JudgingRow>
  );
}
