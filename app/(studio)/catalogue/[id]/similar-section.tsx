import Link from "next/link";
import type { ProductRecord } from "@/lib/catalogue/schema";
import type { Similar } from "@/lib/recommend/schema";
import { RelatedList } from "./related-list";
import { Section } from "./section";

type Props = { record: ProductRecord; similar: Similar | null };

/** What is most like it now, the same category first thing; the rest of the catalogue and the filters are a page further. */
export function SimilarSection({ record, similar }: Props) {
  const isReplaced = similar !== null && similar.replacement !== null;
  return (
    <Section
      title={isReplaced ? "What to sell instead" : "Similar garments"}
      note={
        isReplaced
          ? "What is in stock comes first, then by likeness of the photos."
          : "Other models of the same category, by likeness of the photos."
      }
    >
      {similar && similar.alike.length > 0 ? (
        <>
          <RelatedList items={similar.alike} />
          <Link
            href={`/catalogue/${encodeURIComponent(record.id)}/similar`}
            prefetch={false}
            className="mt-6 inline-flex min-h-9 items-center font-medium text-accent underline-offset-4 hover:underline"
          >
            More like it, with filters
          </Link>
        </>
      ) : (
        <p className="text-ink-soft">
          {similar || record.photos.length === 0
            ? "Nothing looks like it yet."
            : "What looks like it can't be told just now: the search starts with the worker, or its photo is not embedded yet."}
        </p>
      )}
    </Section>
  );
}
