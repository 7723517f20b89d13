import Link from "next/link";
import type { ProductRecord } from "@/lib/catalogue/schema";
import type { FixRecord } from "@/lib/flags/schema";
import type { ProductLabels } from "@/lib/labels/schema";
import type { OutfitCard, Partners, Similar } from "@/lib/recommend/schema";
import { GoesWith } from "./goes-with";
import { OutfitList } from "./outfit-list";
import { PhotoViewer } from "./photo-viewer";
import { ProductHead } from "./product-head";
import { RelatedList } from "./related-list";
import { SaidOf } from "./said-of";
import { Section } from "./section";
import { SimilarSection } from "./similar-section";
import { ValueTable } from "./value-table";

export type ProductPageData = {
  record: ProductRecord;
  fixes: FixRecord[];
  similar: Similar | null;
  partners: Partners;
  worn: { outfits: OutfitCard[]; count: number };
  labels: ProductLabels;
};

/** Everything the house knows of one garment: what it is and since when, what it resembles, what it is worn with. */
export function ProductScreen({
  record,
  fixes,
  similar,
  partners,
  worn,
  labels,
  now,
}: ProductPageData & { now: number }) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-8 lg:py-8">
      <Path record={record} />
      <div className="mt-4 grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <PhotoViewer product={record} />
        <div className="min-w-0">
          <ProductHead record={record} replacement={similar?.replacement ?? null} />
          <ValueTable record={record} fixes={fixes} now={now} />
        </div>
      </div>
      <div className="mt-14 space-y-12">
        {record.otherColours.length > 0 && (
          <Section title="Other colours of this model">
            <RelatedList items={record.otherColours.map((product) => ({ product }))} />
          </Section>
        )}
        <GoesWith partners={partners} />
        <SimilarSection record={record} similar={similar} />
        <OutfitList {...worn} />
        <SaidOf labels={labels} now={now} />
      </div>
    </div>
  );
}

function Path({ record: { path, id } }: { record: ProductRecord }) {
  return (
    <nav aria-label="Place in the catalogue" className="text-small text-ink-soft">
      <ol className="flex flex-wrap items-center gap-x-2 [&>li+li]:before:mr-2 [&>li+li]:before:text-ink-faint [&>li+li]:before:content-['/']">
        <li>
          <Link href="/catalogue" className="hover:text-ink hover:underline">
            Catalogue
          </Link>
        </li>
        {path.map((node) => (
          <li key={`${node.id}:${node.name}`}>
            {node.id === null ? (
              node.name
            ) : (
              <Link href={`/catalogue?category=${node.id}`} className="hover:text-ink hover:underline">
                {node.name}
              </Link>
            )}
          </li>
        ))}
        <li aria-current="page" className="tabular text-ink">
          {id}
        </li>
      </ol>
    </nav>
  );
}
