import { between, type Random } from "../../random";
import { leaf, type Point } from "../path";
import type { Sheet } from "../sheet";

/** A waving hem from right to left. Odd points are the hollows between two flutes. */
export function wavingHem(rng: Random, hem: number, hemY: number, curve: number, hollows: number, depth: number): Point[] {
  const steps = hollows * 2;
  return Array.from({ length: steps + 1 }, (_, at): Point => {
    const isEnd = at === 0 || at === steps;
    const x = hem * (1 - (2 * at) / steps) + (isEnd ? 0 : between(rng, -0.5, 0.5) * (hem / steps));
    const y = hemY + curve * (1 - (x / hem) ** 2) + (isEnd ? 0 : (at % 2 ? -depth : depth) * between(rng, 0.35, 1.25));
    return isEnd ? [x, y, 1] : [x, y];
  });
}

/** The folds of a waving hem: out of each hollow one runs up towards the waist, which is `shrink` as wide as the hem. */
export function flutes(sheet: Sheet, hem: readonly Point[], upTo: number, shrink: number, width = 12, strength = 1): string {
  return hem
    .filter((_, at) => at % 2 === 1)
    .map(([x, y]) => {
      const reach = (y - upTo) * between(sheet.rng, 0.62, 1);
      const tip: Point = [x * (1 - (1 - shrink) * (reach / (y - upTo))) + between(sheet.rng, -6, 6), y - reach];
      // It starts below the hem, where the piece cuts it off, so that it is wide and open at the hem.
      return sheet.fold([x + (x - tip[0]) * 0.3, y + reach * 0.3], tip, between(sheet.rng, -4, 4), width * between(sheet.rng, 0.8, 1.3), strength);
    })
    .join("");
}

/** Gathers below a seam (above it for a negative length). All tucks of a layer share one path: hundreds of elements would be slow to paint. */
export function tucks(sheet: Sheet, from: number, to: number, y: number, length: number, count: number): string {
  const { shade, light, depth, lift } = sheet.tones;
  const lines = Array.from({ length: count }, (_, made) => {
    const x = from + ((to - from) * (made + between(sheet.rng, 0.25, 0.75))) / count;
    return { x, tip: [x * 1.07, y + length * between(sheet.rng, 0.5, 1.1)] as Point, bend: between(sheet.rng, -2.5, 2.5) };
  });
  const layer = (width: number, shift: number) => lines.map(({ x, tip, bend }) => leaf([x - shift, y], [tip[0] - shift, tip[1]], bend, width)).join("");
  const paint = (width: number, shift: number, fill: string, opacity: number) =>
    `<path d="${layer(width, shift)}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  return (
    [8, 5.5, 3, 1.4].map((width) => paint(width, 0, shade, 0.085 * depth)).join("") + [5, 2.4].map((width) => paint(width, 5, light, 0.11 * lift)).join("")
  );
}
