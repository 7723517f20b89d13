import { trace } from "../parts/pen";
import { outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";

/** The ribbon's colour: dark on most hats, lighter on dark ones. */
export function ribbonOf(sheet: Sheet): string {
  const { base, accent } = sheet.look;
  if (sheet.rng() < 0.3) return mix(accent, "#2a2226", 0.35);
  return lightness(base) < 0.3 ? mix(base, "#000000", 0.5) : mix(base, "#1d1719", 0.74);
}

/** The fine ribs of a ribbon. */
export function grosgrain(ribbon: string): string {
  let d = "";
  for (let x = -150; x < 150; x += 4) d += `M${x} 380V520`;
  return `<path d="${d}" stroke="${lightness(ribbon) < 0.3 ? "#ffffff" : "#000000"}" stroke-width="1" stroke-opacity=".09"/>`;
}

/** The flat bow of a hat ribbon. */
export function ribbonBow(sheet: Sheet, base: string, x: number, y: number, scale: number, tails = false): void {
  const put = (given: string) =>
    sheet.piece(outline(trace(given).map(([px, py, corner]): Point => (corner ? [x + px * scale, y + py * scale, 1] : [x + px * scale, y + py * scale]))), {
      base,
      texture: "smooth",
      printed: false,
      light: "tube",
      depth: 0.9,
    });
  if (tails) {
    put("-4,0! -26,44 -34,112! -16,102! -4,118! 4,50 8,0!");
    put("0,0! 18,44 34,96! 46,84! 62,88! 38,36 10,-4!");
  }
  put("-2,-20! -30,-30 -44,-24! -44,26! -28,32 -2,22!");
  put("2,-20! 26,-26 36,-20! 36,24! 24,28 2,22!");
  put("-8,-22! 8,-22! 9,24! -9,24!");
}
