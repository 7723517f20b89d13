import clsx from "clsx";
import { reasonTitles } from "@/app/_commands/registry/pairs";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { MyLabel, PairReason } from "@/lib/labels/schema";
import { Thumb } from "../../_garments/thumb";
import { labelWords, type PairLabelVerdict, verdictTints } from "../verdict-words";

type Props = { label: MyLabel; onFocus: () => void; onRevise: () => void };

/** One answer: both garments, what was said of them, and the way to think again. */
export function MineRow({ label, onFocus, onRevise }: Props) {
  const verdict = label.verdict as PairLabelVerdict;
  const { anchor, candidate } = label;
  return (
    <li
      data-label={label.id}
      className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 gap-y-2 border-b border-line py-3 sm:grid-cols-[auto_minmax(0,1fr)_10rem_auto]"
    >
      <div className="flex gap-1">
        <Thumb product={anchor} className="h-18 w-14" isDecorative />
        <Thumb product={candidate} className="h-18 w-14" isDecorative />
      </div>
      <div className="min-w-0">
        <p className="sm:truncate">
          <span className="font-medium">{anchor.title}</span> <span className="text-ink-soft">with</span>{" "}
          <span className="font-medium">{candidate.title}</span>
        </p>
        <p className="text-small text-ink-soft">{[...aside(label)].join(" · ")}</p>
        {label.note && <p className="mt-0.5 line-clamp-2 text-small">“{label.note}”</p>}
      </div>
      <div className="max-sm:col-start-2 max-sm:row-start-2">
        <p className={clsx("flex items-center gap-2 font-medium", verdictTints[verdict])}>
          {verdictGlyphs[verdict]}
          {labelWords[verdict]}
        </p>
        <p className="text-small text-ink-soft">
          <TimeAgo at={label.savedAt} />
        </p>
      </div>
      <div className="max-sm:col-start-1 max-sm:row-start-2 sm:w-24 sm:text-right">
        <button
          type="button"
          data-row
          aria-disabled={!label.revisable}
          aria-label={`Revise: ${anchor.title} with ${candidate.title}, ${labelWords[verdict]}`}
          onFocus={onFocus}
          onClick={() => label.revisable && onRevise()}
          className="min-h-10 rounded-md border border-edge px-3.5 font-medium hover:bg-sunken aria-disabled:border-transparent aria-disabled:text-ink-faint"
        >
          {label.revisable ? "Revise" : "Stands"}
        </button>
      </div>
    </li>
  );
}

function* aside({ reason, setId, isLate }: MyLabel): Generator<string> {
  if (reason) yield reasonTitles[reason as PairReason] ?? reason;
  if (setId) yield "in a set";
  if (isLate) yield "kept as a second opinion";
}
