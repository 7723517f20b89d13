"use client";
import clsx from "clsx";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { ProductTile, TilePage } from "@/lib/catalogue/browse/schema";
import { type Density, gridColumns } from "./density";
import { Tile, tileId } from "./tile";
import type { TilePages } from "./use-tile-pages";

type Props = {
  pages: TilePages;
  density: Density;
  /** The garment that the arrow keys are at. */
  at: string | undefined;
};

/** Pages of thumbnails one under the other. The browser lays out only those near the screen; each keeps its height, so
 *  nothing jumps. */
export function TileGrid({ pages, density, at }: Props) {
  const { list, isLoading, failure, loadNext, loadPrevious, hasNext, hasPrevious } = pages;
  const bottom = useNearScreen(loadNext, hasNext && !failure);
  useSteadyTop(list);
  const inOrder = at ?? list[0]?.tiles[0]?.id;
  return (
    <div>
      {hasPrevious && (
        <div className="pb-6 text-center">
          <Button kind="plain" onClick={loadPrevious}>
            Show earlier ones
          </Button>
        </div>
      )}
      {list.map((page) => (
        <TileSection
          key={page.tiles[0]?.id}
          at={page.at}
          tiles={page.tiles}
          density={density}
          tabStop={page.tiles.some(({ id }) => id === inOrder) ? inOrder : undefined}
        />
      ))}
      <div ref={bottom} className="min-h-12 py-4 text-center text-small text-ink-soft" aria-live="polite">
        {isLoading && "More is coming."}
        {!hasNext && !failure && "That is all."}
      </div>
      {failure && (
        <Notice action={<Button onClick={hasNext ? loadNext : loadPrevious}>Try again</Button>}>
          {failure} What is on the page stays.
        </Notice>
      )}
    </div>
  );
}

type SectionProps = { tiles: ProductTile[]; at: string | null; density: Density; tabStop: string | undefined };

function TileSection({ tiles, at, density, tabStop }: SectionProps) {
  return (
    <ul
      aria-label="Garments"
      data-place={at ?? ""}
      className={clsx(
        "grid [contain-intrinsic-size:auto_none_auto_2400px] [content-visibility:auto]",
        gridColumns[density],
        // The gap between rows, between pages too.
        density === "compact" ? "mb-4" : "mb-7",
      )}
    >
      {tiles.map((tile) => (
        <li key={tile.id} className="min-w-0">
          <Tile tile={tile} density={density} isInTabOrder={tile.id === tabStop} />
        </li>
      ))}
    </ul>
  );
}

/** A page put above what is seen pushes it down. Browsers hold it still by themselves, except at the very top. */
function useSteadyTop(list: TilePage[]): void {
  const before = useRef(list);
  useLayoutEffect(() => {
    const isPutAbove = list.length > before.current.length && list[0] !== before.current[0];
    before.current = list;
    if (!isPutAbove || window.scrollY >= 1) return;
    const [above, seen] = document.querySelectorAll("[data-place]");
    if (above && seen) window.scrollTo(0, seen.getBoundingClientRect().top - above.getBoundingClientRect().top);
  }, [list]);
}

/** Calls back whenever the element comes within two screens of what is seen. */
function useNearScreen(onNear: () => void, isWanted: boolean): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const near = useRef(onNear);
  near.current = onNear;
  useEffect(() => {
    if (!isWanted || !element.current || typeof IntersectionObserver === "undefined") return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && near.current(), {
      rootMargin: "200% 0px",
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [isWanted]);
  return element;
}

/** Moves among the thumbnails: by one, or by a row. */
export function useTileFocus(tiles: ProductTile[]) {
  const [at, setAt] = useState<string>();
  const move = useCallback(
    (step: number | "up" | "down") => {
      const now = document.activeElement?.closest<HTMLElement>("[data-product]")?.dataset.product;
      const from = tiles.findIndex(({ id }) => id === now);
      const by = typeof step === "number" ? step : rowLength() * (step === "up" ? -1 : 1);
      const to = tiles[from < 0 ? 0 : Math.min(tiles.length - 1, Math.max(0, from + by))];
      if (!to) return;
      setAt(to.id);
      document.getElementById(tileId(to.id))?.focus();
    },
    [tiles],
  );
  return { at, move };
}

function rowLength(): number {
  const grid = document.querySelector("[data-place]");
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
}
