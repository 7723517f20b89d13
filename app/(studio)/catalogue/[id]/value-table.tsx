import { TimeAgo } from "@/app/_ui/time-ago";
import type { ProductRecord } from "@/lib/catalogue/schema";
import type { FixRecord } from "@/lib/flags/schema";
import { UndoFix } from "./undo-fix";
import { whyWords } from "./words";

type Props = { record: ProductRecord; fixes: FixRecord[]; now: number };
type Line = { key: string; label: string; values: string[]; source: string[]; isCorrected: boolean };

/** Each value with where it comes from: as imported, or corrected by whom and why, with what was there before. */
export function ValueTable({ record, fixes, now }: Props) {
  return (
    <section aria-label="Values" className="mt-7">
      <dl>
        {linesOf(record).map((line) => (
          <ValueLine
            key={line.key}
            line={line}
            fixes={fixes.filter(({ attribute }) => attribute === line.key)}
            now={now}
          />
        ))}
      </dl>
      <p className="mt-3 border-t border-line pt-3 text-small text-ink-faint">
        {record.importedFrom ? (
          <>
            Imported from {record.importedFrom.fileName}, <TimeAgo at={record.importedFrom.at} now={now} />
          </>
        ) : (
          <>
            In the catalogue since <TimeAgo at={record.createdAt} now={now} />
          </>
        )}
      </p>
    </section>
  );
}

function linesOf({ category, source, isCategoryCorrected, attributes }: ProductRecord): Line[] {
  return [
    {
      key: "category",
      label: "Category",
      values: category ? [category.name] : [],
      source: source.category ? [source.category] : [],
      isCorrected: isCategoryCorrected,
    },
    ...attributes.map(({ name, label, values, isCorrected }) => ({
      key: name,
      label,
      values,
      source: source.values[name] ?? [],
      isCorrected,
    })),
  ];
}

function ValueLine({ line, fixes, now }: { line: Line; fixes: FixRecord[]; now: number }) {
  const standing = fixes.find(({ isStanding }) => isStanding);
  const earlier = fixes.filter((fix) => fix !== standing);
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 border-t border-line py-2">
      <dt className="text-small leading-6 text-ink-faint">{line.label}</dt>
      <dd className="min-w-0">
        <span className="break-words">{line.values.join(", ") || "none"}</span>
        {line.isCorrected && (
          <span className="ml-2 text-small text-ink-soft">
            imported as <s>{line.source.join(", ") || "nothing"}</s>
          </span>
        )}
        {standing && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 text-small text-ink-soft">
            <span>
              Corrected by {standing.by ?? "someone who is gone"}, <TimeAgo at={standing.at} now={now} />
              {whyWords(standing)}
            </span>
            {!standing.rule && <UndoFix fix={standing} label={line.label} />}
          </div>
        )}
        {earlier.length > 0 && (
          <details className="mt-1 text-small text-ink-soft">
            <summary className="w-fit rounded-sm hover:text-ink">Earlier corrections: {earlier.length}</summary>
            <ul className="mt-1 space-y-1">
              {earlier.map((fix) => (
                <li key={fix.id}>
                  {fix.before.join(", ") || "nothing"} → {fix.after.join(", ") || "nothing"},{" "}
                  {fix.by ?? "someone who is gone"}, <TimeAgo at={fix.at} now={now} />
                  {whyWords(fix)}
                  {fix.takenBack ? `; taken back by ${fix.takenBack.by}` : "; a later one took its place"}
                </li>
              ))}
            </ul>
          </details>
        )}
      </dd>
    </div>
  );
}
