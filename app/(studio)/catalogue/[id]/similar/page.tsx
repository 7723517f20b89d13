import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { browse } from "@/lib/catalogue/browse/data";
import { noFilters } from "@/lib/catalogue/browse/rules";
import { productRecord } from "@/lib/catalogue/product-record";
import { sentenceOf } from "@/lib/http/failures";
import { requirePage } from "@/lib/http/page";
import { similarTo } from "@/lib/recommend/similar-products";
import { idOf } from "../id-of";
import { viewOf } from "./address";
import { SimilarScreen } from "./similar-screen";

export const metadata: Metadata = { title: "Similar" };
export const dynamic = "force-dynamic";

const shown = 48;
type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SimilarPage({ params, searchParams }: Props) {
  const by = await requirePage("browse");
  const id = idOf((await params).id);
  const found = id === null ? null : await productRecord(by, id);
  if (!found?.ok) notFound();
  const record = found.value;
  const asked = Object.entries(await searchParams).flatMap(([key, value]) =>
    [value ?? []].flat().map((one) => [key, one] as [string, string]),
  );
  const view = viewOf(new URLSearchParams(asked), record.category?.id ?? null);
  const { space, filters, priceFrom, priceTo } = view;
  const [similar, { facets }] = await Promise.all([
    similarTo(record, { space, filters, priceFrom: priceFrom ?? undefined, priceTo: priceTo ?? undefined, k: shown }),
    // The values to choose from are those of the category, whatever is chosen of them.
    browse(by, { ...noFilters, categoryId: filters.categoryId }),
  ]);
  return (
    <SimilarScreen
      record={record}
      view={view}
      facets={facets}
      similar={similar.ok ? similar.value : null}
      failure={similar.ok ? null : `${similar.detail ?? sentenceOf[similar.code]}`}
    />
  );
}
