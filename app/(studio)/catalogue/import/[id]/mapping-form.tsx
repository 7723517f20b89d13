"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import type { ImportCard, SavedMapping, TableSample } from "@/lib/catalogue/import-jobs/schema";
import { draftOf, lackOf, type MappingDraft, mappingOf } from "./mapping-draft";
import { MappingTable } from "./mapping-table";
import { type ReadChoice, ReadFields } from "./read-fields";
import { ReadingView } from "./reading-view";
import { TextField } from "./text-field";

export type Decided = { mapping: SavedMapping["mapping"]; source: string; isWhole: boolean };
type Props = {
  card: Pick<ImportCard, "id" | "photos">;
  sample: TableSample;
  mappings: SavedMapping[];
  initial: { mapping: SavedMapping["mapping"] | null; source: string; isWhole: boolean };
  onRead: (read: ReadChoice) => void;
  onDecide: (decided: Decided) => void;
};

/** Which column is what, kept under the feed's name for the next file of the same make. */
export function MappingForm({ card, sample, mappings, initial, onRead, onDecide }: Props) {
  const [draft, setDraft] = useState<MappingDraft>(() => draftOf(initial.mapping ?? sample.proposed, sample.columns));
  const [source, setSource] = useState(initial.source);
  const [isWhole, setIsWhole] = useState(initial.isWhole);
  const set = (part: Partial<MappingDraft>) => setDraft((old) => ({ ...old, ...part }));
  const rename = (name: string) => {
    setSource(name);
    const saved = mappings.find((one) => one.name === name);
    if (saved) setDraft(draftOf(saved.mapping, sample.columns));
  };
  const lack = source.trim() === "" ? "Give the feed a name." : lackOf(draft);
  const read = { delimiter: sample.delimiter ?? undefined, encoding: sample.encoding ?? undefined };
  return (
    <form
      className="mt-8"
      onSubmit={(event) => {
        event.preventDefault();
        if (lack === null)
          onDecide({ mapping: mappingOf(draft, sample.columns, read), source: source.trim(), isWhole });
      }}
    >
      <div className="max-w-md">
        <TextField
          label="Name of this feed"
          note="The mapping is kept under it. Take an earlier name and its mapping is filled in."
          placeholder="e.g. Mango"
          value={source}
          list={mappings.map(({ name }) => name)}
          onChange={rename}
        />
      </div>
      <div className="mt-8 flex flex-wrap items-baseline justify-between gap-4">
        <h2 className="text-lead font-semibold">What the columns are</h2>
        <ReadFields sample={sample} onChange={onRead} />
      </div>
      <MappingTable columns={sample.columns} draft={draft} onChange={setDraft} />
      <Details draft={draft} onChange={set} />
      <ReadingView
        importId={card.id}
        photos={card.photos.files + card.photos.archives}
        mapping={lackOf(draft) === null ? mappingOf(draft, sample.columns, read) : null}
        lack={lackOf(draft)}
      />
      <label className="mt-6 flex max-w-prose gap-3">
        <input
          type="checkbox"
          checked={isWhole}
          onChange={(event) => setIsWhole(event.target.checked)}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        <span>
          This file is the whole feed
          <span className="block text-small text-ink-soft">
            Products of this feed that it no longer names are delisted, never deleted.
          </span>
        </span>
      </label>
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <Button kind="primary" type="submit" disabled={lack !== null}>
          See what would change
        </Button>
        <p role="status" className="text-small text-ink-soft">
          {lack}
        </p>
      </div>
    </form>
  );
}

function Details({ draft, onChange }: { draft: MappingDraft; onChange: (part: Partial<MappingDraft>) => void }) {
  const hasPrice = Object.values(draft.roles).includes("price");
  const hasSeason = Object.values(draft.roles).includes("season") || draft.seasonPattern !== "";
  return (
    <div className="mt-6 grid gap-6 border-t border-line pt-6 sm:grid-cols-2">
      <TextField
        label="Title"
        note="Empty: the column that is the title. Or a template of columns, such as {colour|capitalise} {type|lower}."
        value={draft.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label="Part that names the garment model"
        note="A pattern whose bracket is the part that all colours share: ^(.*)- takes what stands before the last hyphen. Empty: the whole cell."
        value={draft.groupPattern}
        onChange={(groupPattern) => onChange({ groupPattern })}
      />
      {hasSeason && (
        <TextField
          label="Part that is the season"
          note="A pattern, as above. Empty: the whole cell."
          value={draft.seasonPattern}
          onChange={(seasonPattern) => onChange({ seasonPattern })}
        />
      )}
      {hasPrice && (
        <TextField
          label="Currency"
          note="Three letters, such as EUR."
          value={draft.currency}
          onChange={(currency) => onChange({ currency: currency.toUpperCase().slice(0, 3) })}
        />
      )}
    </div>
  );
}
