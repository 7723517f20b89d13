import Link from "next/link";
import type { TrailEntry } from "@/lib/trail/schema";
import { actionWords, differences } from "./audit-words";

type Props = { entries: TrailEntry[]; timeZone: string; isFiltered: boolean };

/** The trail by day on the house's clock, the newest first. */
export function AuditList({ entries, timeZone, isFiltered }: Props) {
  const dayOf = (at: string) =>
    new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone });
  if (entries.length === 0)
    return (
      <p role="status" className="mt-10 text-ink-soft">
        {isFiltered ? "Nothing was changed like that." : "Nothing has been changed yet."}
      </p>
    );
  const days = [...new Set(entries.map(({ at }) => dayOf(at)))];
  return days.map((day) => (
    <section key={day} className="mt-8">
      <h2 className="text-lead font-semibold">{day}</h2>
      <ol className="mt-2 border-b border-line">
        {entries
          .filter(({ at }) => dayOf(at) === day)
          .map((entry) => (
            <AuditItem key={entry.id} entry={entry} timeZone={timeZone} />
          ))}
      </ol>
    </section>
  ));
}

function AuditItem({ entry, timeZone }: { entry: TrailEntry; timeZone: string }) {
  const { at, who, action, subject, subjectId, subjectName, before, after } = entry;
  const changes = differences(before, after);
  return (
    <li className="grid grid-cols-[4rem_1fr] gap-x-4 border-t border-line py-2.5">
      <time dateTime={at} title={at} className="tabular text-ink-soft">
        {new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone })}
      </time>
      <div className="min-w-0">
        <p>
          <span className="font-medium">{who.name}</span> {actionWords[action] ?? action}{" "}
          <Link
            href={`/settings/audit?of=${encodeURIComponent(subjectId)}`}
            title={`Everything about ${subject} ${subjectId}`}
            className="break-words underline decoration-line underline-offset-4 hover:decoration-ink"
          >
            {subjectName ?? subjectId}
          </Link>
          {who.kind !== "user" && (
            <span className="text-small text-ink-soft">
              {" "}
              ({who.kind === "job" ? "background job" : "command line"})
            </span>
          )}
        </p>
        {changes.length > 0 && (
          <ul className="mt-0.5 text-small text-ink-soft">
            {changes.map(({ key, before: was, after: is }) => (
              <li key={key} className="break-words">
                {key}: {was !== null && <del className="no-underline">{was}</del>}
                {was !== null && is !== null && " → "}
                {is !== null && <ins className="text-ink no-underline">{is}</ins>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
