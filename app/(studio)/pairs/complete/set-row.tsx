"use client";
import type { CompleteActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { complete } from "@/app/_commands/registry/complete";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { JudgingRow } from "../judging-row";

type Props = { actions: CompleteActions; hasDetails: boolean; noteLength: number; picked: number };

/** Sends the whole set, in the middle under the thumb. */
export function SetRow({ picked, ...row }: Props) {
  return (
    <JudgingRow commands={complete} {...row}>
      <div className="order-2 max-sm:order-1 max-sm:w-full">
        <CommandButton
          command={complete.send}
          on={row.actions}
          className="min-h-12 justify-center border border-fits/60 bg-fits-wash px-5 font-medium text-fits max-sm:min-h-14 max-sm:w-full sm:min-w-64"
        >
          {verdictGlyphs.fits}
          {picked === 0 ? "None of these goes with it" : `Send, ${picked} picked`}
        </CommandButton>
      </div>
    </JudgingRow>
  );
}
