import { buttonLook } from "@/app/_ui/button";
import { type ExportFormat, type ExportKind, exportFormats } from "@/lib/exports/schema";
import { Band } from "./band";

const kinds: { kind: ExportKind; title: string; says: string }[] = [
  { kind: "labels", title: "Labels", says: "every judgement with its reason, slice, propensity and what ranked it" },
  {
    kind: "fixes",
    title: "Corrections",
    says: "what changed in the catalogue, before and after, for your own systems",
  },
  { kind: "products", title: "Products", says: "the catalogue as it is read now, beside what the source said" },
  { kind: "embeddings", title: "Embeddings", says: "one vector a product, by the encoder in use" },
  { kind: "scores", title: "Scores", says: "what goes best with each product, by the version that serves" },
  { kind: "neighbours", title: "Neighbours", says: "what looks most like each product, with how alike it is" },
];

const formatWords: Record<ExportFormat, string> = { csv: "CSV", jsonl: "JSON lines", parquet: "Parquet" };

/** Downloads of all that the team has made. hasSearch: neighbours can be told now; a download that is refused would only
 *  say that it failed. */
export function ExportBand({ hasSearch }: { hasSearch: boolean }) {
  return (
    <Band question="What can be taken out?">
      <ul className="divide-y divide-line">
        {kinds.map(({ kind, title, says }) => (
          <li key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
            <span className="w-28 font-medium">{title}</span>
            <span className="min-w-60 flex-1 text-ink-soft">{says}</span>
            {kind === "neighbours" && !hasSearch ? (
              <span className="text-small text-ink-soft">
                Not just now: the search for neighbours is not there. It starts with the worker; reload in a minute.
              </span>
            ) : (
              <Formats kind={kind} title={title} />
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-small text-ink-soft">
        People appear by pseudonym. The command line writes the same files: npm run toile -- export labels FILE.
      </p>
    </Band>
  );
}

const Formats = ({ kind, title }: { kind: ExportKind; title: string }) => (
  <span className="flex gap-2">
    {exportFormats.map((format) => (
      <a
        key={format}
        href={`/api/exports/${kind}?format=${format}`}
        download={`toile-${kind}.${format}`}
        aria-label={`${title} as ${formatWords[format]}`}
        className={buttonLook("outline")}
      >
        {formatWords[format]}
      </a>
    ))}
  </span>
);
