import type { Point } from "../path";
import type { Sheet } from "../sheet";
import { laid } from "./laid";
import { block, sided, twins } from "./shapes";

/** A pair of pocket flaps under their welts, corners rounded. */
export function flapPockets(sheet: Sheet, x: number, y: number, width: number, height = 24, slant = 5, hasWelts = true): void {
  const half = width / 2;
  const at = (dx: number) => y + (dx / half) * (slant / 2);
  const flap: Point[] = [
    [x - half, at(-half), 1],
    [x + half, at(half), 1],
    [x + half + 1, at(half) + height - 7],
    [x + half - 7, at(half) + height],
    [x - half + 7, at(-half) + height],
    [x - half - 1, at(-half) + height - 7],
  ];
  laid(
    sheet,
    twins((side) => sided(side, ...flap)),
    { depth: 0.6 },
  );
  if (hasWelts)
    laid(
      sheet,
      twins((side) => block(side, x, y - 5, width + 3, 6, slant)),
      { depth: 0.4, texture: "smooth" },
    );
}

/** A welt pocket: a narrow standing strip. */
export function weltPocket(sheet: Sheet, side: 1 | -1, x: number, y: number, width: number, height: number, slant: number): void {
  laid(sheet, block(side, x, y, width, height, slant), { depth: 0.5 });
}
