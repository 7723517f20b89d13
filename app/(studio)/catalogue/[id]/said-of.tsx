import Link from "next/link";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { ProductLabels } from "@/lib/labels/schema";
import { Thumb } from "../../_garments/thumb";
import { Section } from "./section";
import { saidWords } from "./words";

/** What people have answered about it: pairs, and flags on its data. */
export function SaidOf({ labels: { pairs, flags }, now }: { labels: ProductLabels; now: number }) {
  const isNothing = pairs.length === 0 && flags.length === 0;
  return (
    <Section title="What people said">
      {isNothing && <p className="text-ink-soft">Nobody has judged it yet.</p>}
      {flags.length > 0 && (
        <ul className="mb-6 space-y-1">
          {flags.map((flag) => (
            <li key={flag.id} className="flex flex-wrap items-center gap-x-2">
              <Verdict verdict={flag.verdict} />
              <span>
                {flag.attribute === "category" && flag.given && flag.proposed
                  ? `${flag.given}, with ${flag.chosen ?? flag.proposed} ${flag.chosen ? "chosen" : "proposed"}`
                  : flag.attribute}
              </span>
              <span className="text-small text-ink-soft">
                {flag.by}, <TimeAgo at={flag.at} now={now} />
                {flag.note && `: “${flag.note}”`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className="grid gap-x-10 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {pairs.map(({ id, verdict, reason, note, at, by, other }) => (
          <li key={id}>
            <Link
              href={`/catalogue/${encodeURIComponent(other.id)}`}
              prefetch={false}
              className="flex items-center gap-3 rounded-sm hover:text-accent"
            >
              <Thumb product={other} className="aspect-[3/4] w-11 shrink-0" isDecorative />
              <span className="min-w-0">
                <span className="flex items-center gap-2">
                  <Verdict verdict={verdict} />
                  <span className="truncate">{other.title}</span>
                </span>
                <span className="block truncate text-small text-ink-soft">
                  {[reason?.replaceAll("-", " "), by, note && `“${note}”`].filter(Boolean).join(" · ")}
                  {(reason || by || note) && " · "}
                  <TimeAgo at={at} now={now} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const colours: Record<string, string> = { fits: "text-fits", clashes: "text-clashes" };

function Verdict({ verdict }: { verdict: keyof typeof saidWords }) {
  return (
    <span className={`inline-flex shrink-0 items-center gap-1.5 font-medium ${colours[verdict] ?? "text-ink"}`}>
      {verdict in verdictGlyphs && verdictGlyphs[verdict as keyof typeof verdictGlyphs]}
      {saidWords[verdict]}
    </span>
  );
}
