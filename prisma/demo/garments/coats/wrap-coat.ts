import type { Cut } from "../parts/cut";
import { type FrontCut, OVER } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { laid } from "../parts/laid";
import { drawShawl, drawStand } from "../parts/lapel";
import { armholeSeams } from "../parts/seams";
import { closed } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt, sleeveWidth } from "../parts/sleeve-trim";
import { line, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { beltBand, cinch } from "./belt-band";
import { skirtFolds } from "./coat-skirt";
import { slantPockets } from "./slant-pockets";

/** A coat with a shawl collar, tied at the waist. */
export function wrap(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  for (const side of [-1, 1] as const) {
    const row = [1, 75].map((across) => sleeveAt(cut, sleeve, side, sleeve.length - 46, Math.min(across, sleeveWidth(cut, sleeve, sleeve.length - 46))));
    sheet.mark(sheet.seam(line(row), 0.8));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 150);
    drawStand(sheet, cut);
    beltBand(sheet, cut, 32);
    return;
  }
  const front: FrontCut = { edge: 44, hemEdge: 64, breakY: cut.waistY - 10 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(skirtFolds(sheet, cut, 1.1));
      drawShawl(sheet, cut, front, side, 104);
    },
    0.8,
  );
  armholeSeams(sheet, cut);
  drawStand(sheet, cut);
  sheet.mark(cinch(sheet, cut));
  slantPockets(sheet, cut);
  beltBand(sheet, cut, 32);
  knot(sheet, cut);
}

/** The tied belt: two ends and the knot over them. */
function knot(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY + 2;
  const ends: readonly Point[][] = [
    [
      [-12, y + 6, 1],
      [-30, y + 80],
      [-34, y + 178, 1],
      [-6, y + 184, 1],
      [-2, y + 84],
      [6, y + 8, 1],
    ],
    [
      [-4, y + 6, 1],
      [8, y + 80],
      [22, y + 148, 1],
      [50, y + 140, 1],
      [36, y + 70],
      [14, y + 4, 1],
    ],
  ];
  for (const points of ends) laid(sheet, outline(points), { light: "tube", depth: 0.9, shadow: false });
  laid(sheet, closed([-18, y - 18], [2, y - 22], [18, y - 14], [17, y + 14], [-2, y + 20], [-19, y + 12]), {
    light: "round",
    within: sheet.fold([-14, y - 12], [14, y + 10], 3, 8, 1.6),
  });
}
