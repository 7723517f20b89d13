import { verdictGlyphs } from "@/app/_ui/glyphs";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { Opinion } from "@/lib/labels/adjudication/schema";
import { reasonWords } from "../../_bench/reason-words";

const words: Record<Opinion["verdict"], string> = {
  fits: "Fits",
  clashes: "Clashes",
  unsure: "Not sure",
  notChosen: "Left out of a set",
};
const tints: Record<Opinion["verdict"], string> = {
  fits: "text-fits",
  clashes: "text-clashes",
  unsure: "text-unsure",
  notChosen: "text-unsure",
};

/** What each person said, when, why, and in their words. */
export function OpinionList({ opinions }: { opinions: Opinion[] }) {
  return (
    <ul aria-label="Opinions" className="border-b border-line">
      {opinions.map(({ labelId, verdict, by, at, reason, note }) => (
        <li key={labelId} className="border-t border-line py-3">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className={tints[verdict]}>{verdictGlyphs[verdict === "notChosen" ? "unsure" : verdict]}</span>
            <span className="font-medium">{words[verdict]}</span>
            {reason && <span className="text-ink-soft">for {reasonWords[reason].toLowerCase()}</span>}
            <span className="ml-auto text-small text-ink-soft">
              {by}, <TimeAgo at={at} />
            </span>
          </p>
          {note && <blockquote className="mt-1 text-pretty text-ink-soft">“{note}”</blockquote>}
        </li>
      ))}
    </ul>
  );
}
