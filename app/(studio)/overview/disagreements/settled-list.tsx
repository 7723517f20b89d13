"use client";
import type { DisagreementActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { disagreements } from "@/app/_commands/registry/disagreements";
import { glyphs, verdictGlyphs } from "@/app/_ui/glyphs";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { SettledPair } from "@/lib/labels/adjudication/schema";
import { Thumb } from "../../_garments/thumb";
import { verdictWords } from "../../pairs/verdict-words";

const tints = { fits: "text-fits", clashes: "text-clashes", unsure: "text-unsure" } as const;

/** What was settled last, newest first; the first one can be undone or made gold. */
export function SettledList({ settled, actions }: { settled: SettledPair[]; actions: DisagreementActions }) {
  return (
    <section className="mt-14">
      <h2 className="border-t border-line pt-4 text-lead font-semibold">Settled last</h2>
      <ul className="mt-3">
        {settled.map(({ id, anchor, candidate, verdict, note, by, at, isGold }, index) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
            <span className="flex shrink-0 gap-1">
              <Thumb product={anchor} className="h-12 w-9" isDecorative />
              <Thumb product={candidate} className="h-12 w-9" isDecorative />
            </span>
            <div className="min-w-48 flex-1">
              <p>
                {anchor.title} with {candidate.title}
              </p>
              <p className="text-small text-ink-soft">
                {by}, <TimeAgo at={at} />
                {isGold && ", gold"}
                {note && <span className="text-pretty">: “{note}”</span>}
              </p>
            </div>
            <span className={`flex items-center gap-2 font-medium ${tints[verdict]}`}>
              {verdictGlyphs[verdict]}
              {verdictWords[verdict]}
            </span>
            {index === 0 && <LastActions actions={actions} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const quiet = "px-3 text-ink-soft hover:bg-sunken hover:text-ink";

const LastActions = ({ actions }: { actions: DisagreementActions }) => (
  <span className="flex gap-1">
    {actions.canMakeGold && (
      <CommandButton command={disagreements.gold} on={actions} className={quiet}>
        Make it gold
      </CommandButton>
    )}
    <CommandButton command={disagreements.undo} on={actions} className={quiet}>
      {glyphs.undo}
      Undo
    </CommandButton>
  </span>
);
