"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import type { ImportCard, ImportSettings } from "@/lib/catalogue/import-jobs/schema";
import { TextField } from "./text-field";

type Props = { card: ImportCard; onDecide: (settings: Partial<ImportSettings>) => void };

const sourceWords: Partial<Record<ImportCard["kind"], { label: string; note: string }>> = {
  outfits: { label: "Who made them", note: "The same name again takes the place of its earlier outfits." },
  judgedPairs: { label: "Who judged them", note: "The same name again takes the place of what it said before." },
  behaviourPairs: { label: "Which shop counted", note: "The same name again takes the place of its earlier counts." },
};

/** What a table other than a catalogue's needs to be told; its columns are found by their names. */
export function TableForm({ card, onDecide }: Props) {
  const words = sourceWords[card.kind];
  const [source, setSource] = useState(card.settings.source ?? "");
  const [isForeign, setIsForeign] = useState(card.settings.outfitKind === "imported");
  const isReady = !words || source.trim() !== "";
  return (
    <form
      className="mt-8 max-w-md space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onDecide({
          ...(words ? { source: source.trim() } : {}),
          ...(card.kind === "outfits" ? { outfitKind: isForeign ? ("imported" as const) : ("curated" as const) } : {}),
        });
      }}
    >
      {words && <TextField label={words.label} note={words.note} value={source} onChange={setSource} />}
      {card.kind === "outfits" && (
        <label className="flex gap-3">
          <input
            type="checkbox"
            checked={isForeign}
            onChange={(event) => setIsForeign(event.target.checked)}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span>
            They follow another house's taste
            <span className="block text-small text-ink-soft">
              Training then trusts them less than your own stylists'.
            </span>
          </span>
        </label>
      )}
      <Button kind="primary" type="submit" disabled={!isReady}>
        See what would change
      </Button>
    </form>
  );
}
