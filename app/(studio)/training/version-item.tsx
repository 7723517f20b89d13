"use client";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { count, duration } from "@/app/_ui/figures";
import { TimeAgo } from "@/app/_ui/time-ago";
import { cardPath, headlineOf } from "@/lib/models/rules";
import type { VersionCard } from "@/lib/models/schema";
import { FiguresTable } from "./figures-table";
import { Whisker } from "./whisker";
import { figureText, outcomeWords } from "./words";

type Props = {
  version: VersionCard;
  now: number;
  /** The version that would serve again; null where this one does not serve, or nothing served before it. */
  backTo: number | null;
  onPromote: () => void;
  onRollBack: () => void;
};

/** A version with its headline beside the rule it has to beat; everything else one click away. */
export function VersionItem({ version, now, backTo, onPromote, onRollBack }: Props) {
  const { headline, headlineName, control } = headlineOf(version.head, version.metrics);
  const from = version.head === "compatibility" ? 0.5 : 0;
  return (
    <li className="border-b border-line py-4" data-version={version.number}>
      <div className="flex min-h-9 items-center gap-3">
        <Link
          href={cardPath(version)}
          aria-label={`Card of v${version.number}`}
          className="text-lead font-semibold underline decoration-edge underline-offset-4 hover:decoration-accent"
        >
          v{version.number}
        </Link>
        {version.isChampion && (
          <span className="rounded-full bg-accent-wash px-2.5 text-small font-medium text-accent">serves</span>
        )}
        <span className="text-small text-ink-soft">
          <TimeAgo at={version.createdAt} now={now} />
          {version.parentNumber !== null && ` · after v${version.parentNumber}`}
          {version.gate?.againstNumber != null &&
            ` · ${outcomeWords[version.gate.outcome]} against v${version.gate.againstNumber}`}
        </span>
        {!version.isChampion && (
          <Button className="ml-auto" onClick={onPromote} aria-label={`Promote v${version.number}`}>
            Promote
          </Button>
        )}
        {backTo !== null && (
          <Button className="ml-auto" onClick={onRollBack}>
            Go back to v{backTo}
          </Button>
        )}
      </div>
      {headline ? (
        <div className="mt-1.5">
          <Whisker figure={headline} controls={control ? [control] : []} from={from} />
          <p className="tabular mt-1 text-small text-ink-soft">
            {headlineName} <span className="font-medium text-ink">{figureText(headline)}</span>, n {count(headline.n)}
          </p>
          {control && <p className="tabular text-small text-ink-soft">Best simple rule {figureText(control)}</p>}
        </div>
      ) : (
        <p className="mt-1 text-small text-ink-soft">Nothing was held out to measure it on yet.</p>
      )}
      <VersionDetails version={version} />
    </li>
  );
}

function VersionDetails({ version }: { version: VersionCard }) {
  const { metrics, counts, backend, trainSeconds } = version;
  const facts = [
    ...Object.entries(counts).map(([name, n]) => `${name}: ${count(n)}`),
    `trained with ${backend}`,
    trainSeconds === null ? null : `in ${duration(trainSeconds)}`,
  ].filter(Boolean);
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">
        All figures and what it learned from
      </summary>
      <div className="mt-3 space-y-3">
        {metrics.warnings.map((warning) => (
          <p key={warning} className="border-l-2 border-clashes pl-3 text-small">
            {warning}
          </p>
        ))}
        <FiguresTable metrics={metrics} caption={`Figures of v${version.number}`} />
        <p className="text-small text-ink-soft">{facts.join(" · ")}</p>
      </div>
    </details>
  );
}
