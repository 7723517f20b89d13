"use client";
import clsx from "clsx";
import { type FormEvent, useState } from "react";
import { reasonTitles } from "@/app/_commands/registry/pairs";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { count } from "@/app/_ui/figures";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import {
  type MyLabel,
  noteLength,
  type PairReason,
  type PairVerdict,
  pairReasons,
  pairVerdicts,
} from "@/lib/labels/schema";
import { GarmentPhoto } from "../../_garments/garment-photo";
import { altOf } from "../../_garments/words";
import { verdictTints, verdictWords } from "../verdict-words";
import type { Revised } from "./use-revise";

type Props = {
  label: MyLabel;
  /** Chosen already, by the key that opened this or as it was. */
  verdict: PairVerdict | null;
  onSave: (revised: Revised) => void;
  onClose: () => void;
};

const choice =
  "flex cursor-pointer items-center gap-2 rounded-md border has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent";

/** Second thoughts about one answer. The old one is kept; this one takes its place. */
export function ReviseDialog({ label, verdict: first, onSave, onClose }: Props) {
  const [verdict, setVerdict] = useState(first);
  const [reason, setReason] = useState<PairReason | null>(label.reason as PairReason | null);
  const [note, setNote] = useState(label.note ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (verdict) onSave({ verdict, reason: verdict === "fits" ? null : reason, note });
  };
  return (
    <Dialog title="Revise your answer" isOpen onClose={onClose} className="max-h-[92dvh]">
      <form onSubmit={submit} className="px-6 pt-3 pb-5">
        <div className="grid grid-cols-2 gap-3">
          {[label.anchor, label.candidate].map((product) => (
            <figure key={product.id}>
              <div className="h-[min(18rem,30dvh)]">
                <GarmentPhoto sha256={product.photos[0]?.sha256} alt={altOf(product)} isZoomed={false} />
              </div>
              <figcaption className="truncate pt-1.5 text-small">{product.title}</figcaption>
            </figure>
          ))}
        </div>
        <fieldset className="mt-4 grid grid-cols-3 gap-2">
          <legend className="sr-only">Do these go together?</legend>
          {pairVerdicts.map((one) => (
            <label
              key={one}
              className={clsx(
                choice,
                "min-h-12 justify-center px-2 font-medium",
                verdictTints[one],
                verdict === one ? "border-current bg-sunken" : "border-line",
              )}
            >
              <input
                type="radio"
                name="revised-verdict"
                className="sr-only"
                data-first={one === (first ?? pairVerdicts[0]) || undefined}
                checked={verdict === one}
                onChange={() => setVerdict(one)}
              />
              {verdictGlyphs[one]}
              {verdictWords[one]}
            </label>
          ))}
        </fieldset>
        <fieldset className={clsx("mt-3 flex flex-wrap gap-1.5", verdict === "fits" && "invisible")}>
          <legend className="sr-only">Why?</legend>
          {[null, ...pairReasons].map((one) => (
            <label
              key={one ?? "none"}
              className={clsx(
                choice,
                "min-h-8 px-2.5 text-small",
                reason === one ? "border-accent bg-accent-wash" : "border-line text-ink-soft",
              )}
            >
              <input
                type="radio"
                name="revised-reason"
                className="sr-only"
                checked={reason === one}
                onChange={() => setReason(one)}
              />
              {one ? reasonTitles[one] : "No reason"}
            </label>
          ))}
        </fieldset>
        <textarea
          aria-label="Note"
          placeholder="Note"
          rows={2}
          maxLength={noteLength}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          className="mt-3 block w-full rounded-md border border-edge bg-ground p-2.5 placeholder:text-ink-faint"
        />
        <div className="mt-4 flex items-center gap-3">
          <p className="tabular mr-auto text-small text-ink-soft">
            {count(note.length)} of {count(noteLength)}
          </p>
          <Button kind="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={!verdict}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
