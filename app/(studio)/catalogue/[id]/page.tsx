import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { noFilters } from "@/lib/catalogue/browse/rules";
import { productRecord } from "@/lib/catalogue/product-record";
import { fixHistory } from "@/lib/flags/fix-history";
import { requirePage } from "@/lib/http/page";
import { productLabels } from "@/lib/labels/product-labels";
import { outfitsWith } from "@/lib/recommend/outfits";
import { partnersOf } from "@/lib/recommend/partners";
import { similarTo } from "@/lib/recommend/similar-products";
import { idOf } from "./id-of";
import { ProductScreen } from "./product-screen";

export const metadata: Metadata = { title: "Garment" };
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

export default async function ProductPage({ params }: Props) {
  const by = await requirePage("browse");
  const id = idOf((await params).id);
  const found = id === null ? null : await productRecord(by, id);
  if (!found?.ok) notFound();
  const record = found.value;
  const [fixes, similar, partners, worn, labels] = await Promise.all([
    fixHistory(record.id),
    similarTo(record, { k: 12, filters: { ...noFilters, categoryId: record.category?.id ?? null } }),
    partnersOf(record.id),
    outfitsWith(record.id),
    productLabels(by, record.id),
  ]);
  const page = { record, fixes, similar: similar.ok ? similar.value : null, partners, worn, labels };
  return <ProductScreen {...page} now={Date.now()} />;
}
