import { drawTiers } from "../parts/tiers";
import { line, onSide, outline } from "../path";
import type { Sheet } from "../sheet";
import { elasticBand } from "./skirt-band";
import type { SkirtCut } from "./skirt-cut";

/** Three gathered tiers under a drawstring. */
export function drawTiered(sheet: Sheet, cut: SkirtCut): void {
  const long = cut.hemY - cut.top - cut.band;
  const y = cut.top + cut.band;
  const [first, second] = [y + long * 0.28, y + long * 0.6];
  drawTiers(
    sheet,
    [
      { top: y, bottom: first, from: cut.waist + 3, to: cut.hip + 4 },
      { top: first, bottom: second, from: cut.hip + 4, to: cut.hip + (cut.hem - cut.hip) * 0.52 },
      { top: second, bottom: cut.hemY, from: cut.hip + (cut.hem - cut.hip) * 0.52, to: cut.hem },
    ],
    cut.hemCurve,
  );
  elasticBand(sheet, cut);
  if (!sheet.isBack) tassels(sheet, cut.top + cut.band / 2 + 2);
}

/** A tied cord with two tassels. */
function tassels(sheet: Sheet, y: number): void {
  const tone = sheet.look.second;
  for (const [side, drop] of [
    [-1, 104],
    [1, 88],
  ] as const) {
    const cord = line(
      onSide(side, [
        [0, y],
        [9, y + drop * 0.4],
        [12, y + drop],
      ]),
    );
    const loop = line(
      onSide(side, [
        [0, y],
        [17, y - 7],
        [23, y + 6],
        [0, y + 3],
      ]),
    );
    for (const d of [cord, loop])
      sheet.mark(
        `<path d="${d}" fill="none" stroke="#201813" stroke-opacity=".3" stroke-width="4" transform="translate(1 2)"/><path d="${d}" fill="none" stroke="${sheet.tones.line}" stroke-width="3.6" stroke-opacity=".7"/><path d="${d}" fill="none" stroke="${tone}" stroke-width="2.6"/>`,
      );
    const [x, end] = [side * 12, y + drop];
    sheet.piece(
      outline([
        [x - 3, end, 1],
        [x + 3, end, 1],
        [x + 6, end + 26, 1],
        [x - 6, end + 26, 1],
      ]),
      { base: tone, printed: false, texture: "rib", light: "tube" },
    );
  }
}
