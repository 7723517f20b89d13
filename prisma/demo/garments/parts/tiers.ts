import { line, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { flutes, tucks, wavingHem } from "./hem";

type Tier = { top: number; bottom: number; from: number; to: number };

/** Gathered tiers, the lowest under the others; each is sewn into the hem of the one above. */
export function drawTiers(sheet: Sheet, tiers: readonly Tier[], curve: number): void {
  for (const [at, { top, bottom, from, to }] of [...tiers.entries()].reverse()) {
    const isLast = at === tiers.length - 1;
    const hem = wavingHem(sheet.rng, to, bottom, curve, 6 + at, isLast ? 5 : 0.6);
    const side: Point[] = [
      [from, top - 4, 1],
      [from + (to - from) * 0.5, top + (bottom - top) * 0.3],
    ];
    const folds = tucks(sheet, -from + 4, from - 4, top + curve * 0.4, (bottom - top) * 0.5, 12 + at * 4) + flutes(sheet, hem, top + 30, from / to, 10, 0.9);
    sheet.piece(outline([...side, ...hem, ...onSide(-1, side).reverse()]), { within: folds });
    const up = (by: number) => line(hem.map(([x, y]): Point => [x * (1 - by / 1200), y - by]));
    sheet.mark(isLast ? sheet.stitch(up(11)) : sheet.stitch(up(5)));
  }
}
