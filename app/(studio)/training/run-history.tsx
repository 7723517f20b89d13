import Link from "next/link";
import { duration } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import { cardPath } from "@/lib/models/rules";
import type { RunCard } from "@/lib/training/schema";

const shown = 12;

/** Runs that are over, the latest first: who or what began them, how long they took, what came of them. */
export function RunHistory({ runs, name, now }: { runs: RunCard[]; name: string; now: number }) {
  const over = runs.filter(({ finishedAt }) => finishedAt !== null).slice(0, shown);
  if (over.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">Earlier runs</summary>
      <div className="mt-3">
        <Table
          caption={`Earlier runs of ${name}`}
          keyOf={({ id }) => id}
          rows={over}
          columns={[
            { title: "Began", cell: ({ createdAt }) => <TimeAgo at={createdAt} now={now} /> },
            { title: "By", cell: starterOf },
            { title: "Took", cell: tookOf, isNumber: true },
            { title: "Came to", cell: endOf },
          ]}
        />
      </div>
    </details>
  );
}

/** A person, a rule with its reason, or the command line. */
export function starterOf({ startedBy, because }: Pick<RunCard, "startedBy" | "because">): string {
  if (startedBy) return startedBy;
  return because ? `a rule: ${because}` : "the command line";
}

function tookOf({ startedAt, finishedAt }: RunCard): string {
  if (!startedAt || !finishedAt) return "";
  return duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000);
}

function endOf({ status, versionNumber, head, reason, attempts }: RunCard) {
  if (versionNumber !== null)
    return (
      <>
        <Link href={cardPath({ head, number: versionNumber })} className="underline underline-offset-2">
          v{versionNumber}
        </Link>
        {attempts > 1 && `, at attempt ${attempts}`}
      </>
    );
  return <span title={reason ?? undefined}>{status}</span>;
}
