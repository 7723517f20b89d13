"use client";
import clsx from "clsx";
import type { RefObject } from "react";
import { answerLook } from "@/app/_commands/answer-look";
import type { DisagreementActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { disagreements } from "@/app/_commands/registry/disagreements";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { Disagreement } from "@/lib/labels/adjudication/schema";
import { GarmentDetails } from "../../_garments/garment-details";
import { GarmentPhoto } from "../../_garments/garment-photo";
import { altOf, summaryOf } from "../../_garments/words";
import { OpinionList } from "./opinion-list";

type Props = {
  pair: Disagreement;
  note: string;
  onNote: (note: string) => void;
  noteField: RefObject<HTMLTextAreaElement | null>;
  actions: DisagreementActions;
};

const looks = [
  "border-fits/50 text-fits hover:bg-fits-wash",
  "border-clashes/50 text-clashes hover:bg-clashes-wash",
  "border-edge/60 text-unsure hover:bg-unsure-wash",
];
const glyphsInOrder = [verdictGlyphs.fits, verdictGlyphs.clashes, verdictGlyphs.unsure];

/** Both garments, what each person said, and the settling. */
export function DisputedPair({ pair, note, onNote, noteField, actions }: Props) {
  return (
    <article
      aria-label={`${pair.anchor.title} with ${pair.candidate.title}`}
      className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]"
    >
      <div className="grid grid-cols-2 content-start gap-4 sm:gap-6">
        <Garment product={pair.anchor} />
        <Garment product={pair.candidate} />
      </div>
      <div>
        <OpinionList opinions={pair.opinions} />
        <label className="mt-6 block text-small text-ink-soft">
          A note for the record, if you like (E)
          <textarea
            ref={noteField}
            value={note}
            rows={2}
            maxLength={2_000}
            onChange={(event) => onNote(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
            className="mt-1 block w-full rounded-md border border-edge bg-raised px-3 py-2 text-body text-ink"
          />
        </label>
        <h2 className="mt-6 font-medium">The house says</h2>
        <div className="mt-3 flex flex-wrap gap-2">
          {disagreements.settle.map((command, index) => (
            <CommandButton key={command.id} command={command} on={actions} className={clsx(answerLook, looks[index])}>
              {glyphsInOrder[index]}
              {command.title}
            </CommandButton>
          ))}
        </div>
        <p className="mt-2 text-small text-pretty text-ink-soft">
          Training reads this verdict alone from now on; not sure takes the pair out of it. The opinions stay as they
          are.
        </p>
        <CommandButton
          command={disagreements.later}
          on={actions}
          className="mt-2 -ml-3 px-3 text-ink-soft hover:bg-sunken hover:text-ink"
        />
      </div>
    </article>
  );
}

const Garment = ({ product }: { product: ProductCard }) => (
  <figure>
    <div className="aspect-3/4">
      <GarmentPhoto sha256={product.photos[0]?.sha256} alt={altOf(product)} isZoomed={false} />
    </div>
    <figcaption className="pt-3">
      <p className="font-medium">{product.title}</p>
      <p className="text-small text-ink-soft">{summaryOf(product)}</p>
      <details className="mt-2 text-small">
        <summary className="w-fit text-ink-soft hover:text-ink">Details</summary>
        <div className="mt-2">
          <GarmentDetails product={product} />
        </div>
      </details>
    </figcaption>
  </figure>
);
