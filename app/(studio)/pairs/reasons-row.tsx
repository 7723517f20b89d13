"use client";
import type { Given } from "@/app/_client/bench-state";
import type { PairsActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { pairs, reasons } from "@/app/_commands/registry/pairs";
import type { PairVerdict } from "@/lib/labels/schema";
import type { PairTask } from "@/lib/queue/schema";
import { Thumb } from "../_garments/thumb";
import { verdictWords } from "./verdict-words";

/** Asks why, about the pair just answered, while the next one is already there: it never blocks. */
export function ReasonsRow({ given, actions }: { given: Given<PairTask>; actions: PairsActions }) {
  return (
    <fieldset className="appear flex max-w-full items-center gap-1 overflow-x-auto rounded-md bg-sunken px-3 py-1">
      <legend className="sr-only">Why? You may pass.</legend>
      {given.task && (
        <span className="flex shrink-0 gap-0.5">
          <Thumb product={given.task.anchor} className="h-9 w-7" isDecorative />
          <Thumb product={given.task.candidate} className="h-9 w-7" isDecorative />
        </span>
      )}
      <span className="mx-2 shrink-0 font-medium">{verdictWords[given.verdict as PairVerdict]}. Why?</span>
      {reasons.map((reason) => (
        <CommandButton
          key={reason.id}
          command={reason}
          on={actions}
          className="shrink-0 px-2 text-small whitespace-nowrap text-ink-soft hover:bg-raised hover:text-ink"
        />
      ))}
      <CommandButton
        command={pairs.pass}
        on={actions}
        className="shrink-0 px-2 text-small text-ink-soft hover:bg-raised hover:text-ink"
      />
    </fieldset>
  );
}
