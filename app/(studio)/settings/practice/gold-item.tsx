"use client";
import { counted } from "@/app/_ui/figures";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import type { GoldCard } from "@/lib/labels/gold/schema";
import { reasonWords } from "../../_bench/reason-words";
import { Thumb } from "../../_garments/thumb";
import { verdictWords } from "../../pairs/verdict-words";

type Props = {
  card: GoldCard;
  onUp?: () => void;
  onDown?: () => void;
  /** Into practice or out of it. */
  onSwitch?: () => void;
  onRetire: () => void;
};

/** One gold pair: its answer, why, and how people did on it. */
export function GoldItem({ card, onUp, onDown, onSwitch, onRetire }: Props) {
  const { anchor, candidate, verdict, reason, explanation, practiceAt, answered, asAgreed } = card;
  const name = `${anchor.title} with ${candidate.title}`;
  return (
    <li aria-label={name} className="flex flex-wrap items-start gap-x-5 gap-y-3 border-t border-line py-4">
      <span className="flex shrink-0 gap-1">
        <Thumb product={anchor} className="h-20 w-15" isDecorative />
        <Thumb product={candidate} className="h-20 w-15" isDecorative />
      </span>
      <div className="min-w-56 flex-1">
        <p className="font-medium">{name}</p>
        <p className={`flex items-center gap-2 ${verdict === "fits" ? "text-fits" : "text-clashes"}`}>
          {verdictGlyphs[verdict]}
          {verdictWords[verdict]}
          {reason && `, ${reasonWords[reason].toLowerCase()}`}
        </p>
        <p className="mt-1 text-pretty text-ink-soft">{explanation}</p>
        {answered > 0 && (
          <p className="tabular mt-1 text-small text-ink-soft">
            {counted(asAgreed, "answer")} of {answered} as agreed
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-1 text-small">
        {onUp && <Move label={`Move ${name} up`} word="Up" onClick={onUp} />}
        {onDown && <Move label={`Move ${name} down`} word="Down" onClick={onDown} />}
        {onSwitch && (
          <Move
            label={`${practiceAt === null ? "Into" : "Out of"} practice: ${name}`}
            word={practiceAt === null ? "Into practice" : "Out of practice"}
            onClick={onSwitch}
          />
        )}
        <Move label={`Retire ${name}`} word="Retire" onClick={onRetire} />
      </div>
    </li>
  );
}

const Move = ({ label, word, onClick }: { label: string; word: string; onClick: () => void }) => (
  <button
    type="button"
    aria-label={label}
    onClick={onClick}
    className="min-h-8 rounded-md px-2 text-ink-soft hover:bg-sunken hover:text-ink"
  >
    {word}
  </button>
);
