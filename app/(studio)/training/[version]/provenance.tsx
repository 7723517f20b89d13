import Link from "next/link";
import { count, duration } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { VersionHistory } from "@/lib/models/data";
import { cardPath } from "@/lib/models/rules";
import type { VersionCard } from "@/lib/models/schema";
import { Band } from "../../overview/band";

type Props = { version: VersionCard; history: VersionHistory; now: number };

/** What it was made of, what it came after, and who let it serve. */
export function Provenance({ version, history, now }: Props) {
  const facts: [string, string][] = [
    ["Encoder", history.encoder],
    ...(history.descriptions ? [["Descriptions read by", history.descriptions] as [string, string]] : []),
    [
      "Trained with",
      version.trainSeconds === null ? version.backend : `${version.backend}, in ${duration(version.trainSeconds)}`,
    ],
    ["Seed", String(history.seed)],
    ["Code", history.codeVersion],
    ["Weights, sha256", history.sha256],
    ["Snapshot, sha256", history.snapshot.sha256],
  ];
  return (
    <Band question="What was it made of?">
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <div>
          <h3 className="mb-2 font-medium">Snapshot of the data</h3>
          <Table
            caption="What the snapshot holds"
            keyOf={([name]) => name}
            rows={Object.entries(version.counts).sort(([a], [b]) => (a < b ? -1 : 1))}
            columns={[
              { title: "What", cell: ([name]) => name },
              { title: "How many", cell: ([, n]) => count(n), isNumber: true },
            ]}
          />
          <p className="mt-3 text-small text-ink-soft">
            Frozen <TimeAgo at={history.snapshot.at} now={now} />. Trained from it again, with the same seed, code and
            backend, it gives the same weights.
          </p>
        </div>
        <div className="space-y-8">
          <dl className="text-small">
            {facts.map(([name, value]) => (
              <div key={name} className="flex justify-between gap-6 border-b border-line py-1.5">
                <dt className="whitespace-nowrap text-ink-soft">{name}</dt>
                <dd className="min-w-0 text-right break-all">{value}</dd>
              </div>
            ))}
          </dl>
          <Lineage version={version} forebears={history.forebears} />
          <div>
            <h3 className="mb-2 font-medium">Came to serve</h3>
            {history.promotions.length === 0 && <p className="text-ink-soft">It never served.</p>}
            <ul className="space-y-2 text-small">
              {history.promotions.map(({ at, by, reason }) => (
                <li key={at}>
                  <TimeAgo at={at} now={now} />, let by {by ?? "a rule or the command line"}
                  {reason && <span className="text-ink-soft">: {reason}</span>}
                </li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </Band>
  );
}

function Lineage({ version, forebears }: { version: VersionCard; forebears: number[] }) {
  return (
    <div>
      <h3 className="mb-2 font-medium">Lineage</h3>
      <p className="text-small">
        v{version.number}
        {forebears.map((number) => (
          <span key={number}>
            {" ← "}
            <Link href={cardPath({ head: version.head, number })} className="underline underline-offset-2">
              v{number}
            </Link>
          </span>
        ))}
        {forebears.length === 0 && <span className="text-ink-soft"> is the first of its line.</span>}
      </p>
    </div>
  );
}
