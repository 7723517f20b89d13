import { threadOn } from "../parts/strap";
import { num, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { lightness } from "../tint";

/** Two rows of stitches inside an edge, in thread that shows on the leather. */
export function edgeStitch(sheet: Sheet, d: string, base = sheet.look.base): void {
  sheet.mark(sheet.stitch(d, threadOn(base)));
}

/** A soft dent in a stiff bag: broad and faint, since leather bends rather than creases. */
export function dent(sheet: Sheet, a: Point, b: Point, bend: number, width: number, strength = 1): string {
  const give = sheet.look.texture === "leather" ? 0.42 : sheet.look.texture === "satin" ? 0.5 : 0.75;
  return sheet.fold(a, b, bend, width * 1.25, strength * give);
}

/** The house's mark: a small leather patch on cloth, a blind stamp on leather. */
export function stamp(sheet: Sheet, x: number, y: number, base: string, isPatch: boolean): void {
  const [wide, high] = [54, 26];
  const box = outline([
    [x - wide / 2, y, 1],
    [x + wide / 2, y, 1],
    [x + wide / 2, y + high, 1],
    [x - wide / 2, y + high, 1],
  ]);
  if (isPatch) sheet.piece(box, { base, texture: "leather", light: "flat", printed: false, shadow: false, depth: 0.6 });
  const ink = lightness(base) < 0.3 ? "#fff" : "#20130c";
  sheet.mark(
    `<path d="M${num(x - 17)} ${num(y + 11)}h34M${num(x - 10)} ${num(y + 17)}h20" stroke="${ink}" stroke-opacity=".42" stroke-width="2.2" stroke-dasharray="3.4 1.6"/>`,
  );
}

/** The shadow of a flap on the body under it: its right half, moved down below the height `from`. */
export function flapShadow(sheet: Sheet, half: readonly Point[], from: number): void {
  for (const [drop, opacity] of [
    [6, 0.16],
    [11, 0.1],
    [17, 0.06],
  ] as const)
    sheet.mark(`<path d="${symmetric(half.map(([x, y]): Point => [x * 0.987, y > from ? y + drop : y])).d}" fill="#120c10" fill-opacity="${opacity}"/>`);
}
