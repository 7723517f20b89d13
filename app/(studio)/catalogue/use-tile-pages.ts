"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "@/app/_client/api";
import { paramsOf } from "@/lib/catalogue/browse/rules";
import type { BrowseFilters, TilePage } from "@/lib/catalogue/browse/schema";

export type TilePages = {
  list: TilePage[];
  isLoading: boolean;
  failure: string | null;
  hasNext: boolean;
  hasPrevious: boolean;
  loadNext(): void;
  loadPrevious(): void;
};

/** The page that came with the screen, and those before and after it as they are scrolled to. */
export function useTilePages(first: TilePage, filters: BrowseFilters): TilePages {
  const [start, setStart] = useState(first);
  const [list, setList] = useState([first]);
  const [isLoading, setIsLoading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isBusy = useRef(false);
  const current = useRef(first);
  current.current = first;
  // Other filters bring another first page: the list begins anew, and the screen around it stays.
  if (first !== start) {
    setStart(first);
    setList([first]);
    setFailure(null);
  }
  const next = list.at(-1)?.next ?? null;
  const previous = list[0]?.previous ?? null;
  const load = useCallback(
    async (key: "after" | "before", place: string | null) => {
      if (!place || isBusy.current) return;
      isBusy.current = true;
      setIsLoading(true);
      const params = paramsOf(filters);
      params.set(key, place);
      const answer = await call<TilePage>(`/api/catalogue/products?${params}`);
      isBusy.current = false;
      setIsLoading(false);
      if (current.current !== first) return;
      setFailure(answer.ok ? null : answer.sentence);
      if (!answer.ok) return;
      // A garment may have moved into a page that is here already: it stays where it was first seen.
      setList((old) => {
        const seen = new Set(old.flatMap(({ tiles }) => tiles.map(({ id }) => id)));
        const page = { ...answer.value, tiles: answer.value.tiles.filter(({ id }) => !seen.has(id)) };
        return key === "after" ? [...old, page] : [page, ...old];
      });
    },
    [filters, first],
  );
  return {
    list,
    isLoading,
    failure,
    hasNext: next !== null,
    hasPrevious: previous !== null,
    loadNext: () => void load("after", next),
    loadPrevious: () => void load("before", previous),
  };
}

const pathOf = (params: URLSearchParams) => (params.size > 0 ? `/catalogue?${params}` : "/catalogue");
export const addressOf = (filters: BrowseFilters): string => pathOf(paramsOf(filters));

/** Puts down at once where the person is going: the router writes an address only when the server has answered, and a
 *  reload before that would show what was chosen before. The router takes this entry over; one that it never came to has
 *  no state of its, so a way back onto it loads the page anew. */
export function writeAddress(address: string): void {
  // Past the router, which would take it for a place that it is at.
  if (address !== location.pathname + location.search) History.prototype.pushState.call(history, {}, "", address);
}

const restMs = 250;

/** Keeps the address at the page of thumbnails on screen, so that a reload or a way back begins there. While the person is
 *  on the way elsewhere it is left alone: another address would call the way off. */
export function usePlaceInAddress(filters: BrowseFilters, pageCount: number, isGoing: boolean): void {
  const isOnTheWay = useRef(isGoing);
  isOnTheWay.current = isGoing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: pageCount: new pages have to be watched too.
  useEffect(() => {
    if (typeof IntersectionObserver === "undefined") return;
    let rest: ReturnType<typeof setTimeout>;
    let isLeaving = false;
    const leave = (event: MouseEvent) => {
      const isElsewhere = event.button > 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!isElsewhere && (event.target as Element).closest("a[href]")) isLeaving = true;
    };
    document.addEventListener("click", leave, true);
    const watch = new IntersectionObserver(
      (entries) => {
        const shown = entries.find(({ isIntersecting }) => isIntersecting)?.target as HTMLElement | undefined;
        if (!shown) return;
        const params = paramsOf(filters);
        if (shown.dataset.place) params.set("after", shown.dataset.place);
        const address = pathOf(params);
        clearTimeout(rest);
        // Once the scrolling rests: the router takes an address over a moment later, and would put a passed one back.
        rest = setTimeout(() => {
          if (isLeaving || isOnTheWay.current) return;
          if (address !== location.pathname + location.search) history.replaceState(null, "", address);
        }, restMs);
      },
      // A thin line a third down the screen: one page at a time lies on it.
      { rootMargin: "-33% 0px -66% 0px" },
    );
    for (const page of document.querySelectorAll("[data-place]")) watch.observe(page);
    return () => {
      clearTimeout(rest);
      watch.disconnect();
      document.removeEventListener("click", leave, true);
    };
  }, [filters, pageCount]);
}
