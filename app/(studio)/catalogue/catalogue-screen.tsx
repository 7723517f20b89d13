"use client";
import clsx from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useOptimistic, useRef, useState, useTransition } from "react";
import { usePlace } from "@/app/_commands/centre";
import type { CatalogueActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { catalogue as commands } from "@/app/_commands/registry/catalogue";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { hasFilters, noFilters } from "@/lib/catalogue/browse/rules";
import type { Browsed, BrowseFilters } from "@/lib/catalogue/browse/schema";
import { ChosenFilters } from "./chosen-filters";
import { type Density, keepDensity, otherDensity } from "./density";
import { NothingFound } from "./empty";
import { FacetsPanel } from "./facets-panel";
import { screenGrid } from "./layout-classes";
import { SearchField } from "./search-field";
import { TileGrid, useTileFocus } from "./tile-grid";
import { addressOf, usePlaceInAddress, useTilePages, writeAddress } from "./use-tile-pages";
import { totalText } from "./words";

type Props = { browsed: Browsed; filters: BrowseFilters; density: Density; mayImport?: boolean };

/** The list with its filters. Every filter is in the address; choosing one is going there. */
export function CatalogueScreen({ browsed, filters, density: first, mayImport }: Props) {
  const router = useRouter();
  // What was chosen shows at once; the list follows when the server has answered.
  const [chosen, setChosen] = useOptimistic(filters);
  const field = useRef<HTMLInputElement>(null);
  const [density, setDensity] = useState(first);
  const [isFiltering, setIsFiltering] = useState(false);
  const [isGoing, startGoing] = useTransition();
  const pages = useTilePages(browsed.page, filters);
  const tiles = useMemo(() => pages.list.flatMap((page) => page.tiles), [pages.list]);
  const { at, move } = useTileFocus(tiles);
  usePlaceInAddress(filters, pages.list.length, isGoing);
  const actions = useMemo<CatalogueActions>(() => {
    const show = (next: BrowseFilters) =>
      startGoing(() => {
        setChosen(next);
        const address = addressOf(next);
        writeAddress(address);
        router.push(address);
      });
    return {
      isFiltered: hasFilters(filters),
      hasGarments: tiles.length > 0,
      show,
      clear: () => show(noFilters),
      search: () => field.current?.focus(),
      move,
      changeDensity: () =>
        setDensity((old) => {
          const next = otherDensity(old);
          keepDensity(next);
          return next;
        }),
    };
  }, [filters, tiles.length, move, router, setChosen]);
  usePlace("catalogue", actions);
  useReturn(pages.list.length);
  const panel = <FacetsPanel facets={browsed.facets} filters={chosen} onChange={actions.show} />;
  return (
    <div className={screenGrid}>
      <aside aria-label="Filters" className="max-lg:hidden">
        <h1 className="mb-6">Catalogue</h1>
        {panel}
      </aside>
      <div className="min-w-0">
        <h1 className="mb-4 lg:hidden">Catalogue</h1>
        <SearchField ref={field} words={filters.words} onSearch={(words) => actions.show({ ...chosen, words })} />
        <div className="mt-3 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1">
          <p role="status" className="tabular text-small text-ink-soft first-letter:uppercase">
            {totalText(browsed.total)}
          </p>
          <div className="ml-auto flex items-center gap-1">
            {mayImport && (
              <Link
                href="/catalogue/import"
                className="inline-flex min-h-9 items-center rounded-md px-3 text-ink-soft hover:bg-sunken hover:text-ink"
              >
                Import
              </Link>
            )}
            <Button className="lg:hidden" onClick={() => setIsFiltering(true)}>
              Filter
            </Button>
            <CommandButton
              command={commands.density}
              on={actions}
              pressed={density === "compact"}
              className="px-3 text-ink-soft hover:bg-sunken hover:text-ink"
            >
              Small photos
            </CommandButton>
          </div>
        </div>
        <ChosenFilters browsed={browsed} filters={chosen} onChange={actions.show} />
        {browsed.corrected && (
          <p className="mt-3 border-l-2 border-accent pl-3">
            Nothing for “{filters.words}”. These are for <strong>{browsed.corrected}</strong>.
          </p>
        )}
        <div className={clsx("mt-6 transition-opacity", isGoing && "opacity-50")} aria-busy={isGoing}>
          {tiles.length > 0 ? (
            <TileGrid pages={pages} density={density} at={at} />
          ) : (
            <NothingFound words={filters.words} />
          )}
        </div>
      </div>
      <Dialog title="Filter" isOpen={isFiltering} onClose={() => setIsFiltering(false)} className="max-h-[85dvh]">
        <div className="px-6 pt-4 pb-24">{panel}</div>
        <div className="sticky bottom-0 border-t border-line bg-raised px-6 py-3">
          <Button kind="primary" className="w-full" onClick={() => setIsFiltering(false)}>
            Show {totalText(browsed.total)}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

const lastKey = "toile-catalogue-last";

/** Coming back from a garment, the list is where it was left: that garment has the focus. */
function useReturn(pageCount: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: pageCount: links of new pages are remembered too.
  useEffect(() => {
    const remember = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLElement>("[data-product]");
      if (link) sessionStorage.setItem(lastKey, link.id);
    };
    const last = sessionStorage.getItem(lastKey);
    sessionStorage.removeItem(lastKey);
    const link = last ? document.getElementById(last) : null;
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
    document.addEventListener("click", remember, true);
    return () => document.removeEventListener("click", remember, true);
  }, [pageCount]);
}
