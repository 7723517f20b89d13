"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useTransition } from "react";
import { usePlace } from "@/app/_commands/centre";
import type { SimilarActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { similar as commands } from "@/app/_commands/registry/similar";
import { Notice } from "@/app/_ui/notice";
import { noFilters } from "@/lib/catalogue/browse/rules";
import type { BrowseFacets } from "@/lib/catalogue/browse/schema";
import type { ProductRecord } from "@/lib/catalogue/schema";
import type { Similar } from "@/lib/recommend/schema";
import { Thumb } from "../../../_garments/thumb";
import { summaryOf } from "../../../_garments/words";
import { addressOf, type SimilarView } from "./address";
import { SimilarFilters } from "./similar-filters";
import { SimilarGroups } from "./similar-groups";
import { SpaceSwitch } from "./space-switch";

type Props = {
  record: ProductRecord;
  view: SimilarView;
  facets: BrowseFacets;
  similar: Similar | null;
  /** Why nothing could be asked. */
  failure: string | null;
};

/** One garment, and what of the catalogue is nearest to it. */
export function SimilarScreen({ record, view, facets, similar, failure }: Props) {
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const own = record.category?.id ?? null;
  const home = `/catalogue/${encodeURIComponent(record.id)}`;
  const show = (next: SimilarView) =>
    start(() => router.replace(`${home}/similar${addressOf(next, own)}`, { scroll: false }));
  const actions = useMemo<SimilarActions>(() => {
    const go = (next: SimilarView) =>
      start(() => router.replace(`${home}/similar${addressOf(next, own)}`, { scroll: false }));
    return {
      changeSpace: () => go({ ...view, space: view.space === "looksAlike" ? "sameGarment" : "looksAlike" }),
      toggleStock: () =>
        go({ ...view, filters: { ...view.filters, stock: view.filters.stock === "in" ? null : "in" } }),
      clear: () =>
        go({ space: view.space, filters: { ...noFilters, categoryId: own }, priceFrom: null, priceTo: null }),
      back: () => router.push(home),
    };
  }, [router, view, own, home]);
  usePlace("similar", actions);
  return (
    <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-8 lg:py-8">
      <header className="flex items-end gap-5 sm:gap-7">
        <Link href={home} className="block shrink-0 rounded-sm" aria-label={`Back to ${record.title}`}>
          <Thumb product={record} className="aspect-[3/4] w-20 sm:w-28" isDecorative />
        </Link>
        <div className="min-w-0 flex-1">
          <p className="text-small text-ink-soft">Similar to</p>
          <h1 className="mt-1">{record.title}</h1>
          <p className="mt-1 truncate text-small text-ink-soft">
            {[summaryOf(record), record.stock !== null && record.stock <= 0 && "Sold out"].filter(Boolean).join(" · ")}
          </p>
        </div>
        <span className="hidden sm:block">
          <CommandButton
            command={commands.back}
            on={actions}
            className="px-3 text-ink-soft hover:bg-sunken hover:text-ink"
          />
        </span>
      </header>
      <div className="mt-7 border-y border-line py-4">
        <SpaceSwitch space={view.space} asked={similar?.space ?? null} onChange={(space) => show({ ...view, space })} />
        <SimilarFilters view={view} facets={facets} onChange={show} />
      </div>
      <div className="mt-8" aria-busy={isBusy}>
        {failure && <Notice>{failure} The garment and its filters are as they were; reload in a moment.</Notice>}
        {similar && <SimilarGroups record={record} similar={similar} onClear={actions.clear} />}
      </div>
    </div>
  );
}
