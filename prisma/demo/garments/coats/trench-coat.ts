import { buckle } from "../parts/buckle";
import { buttonMark, hornTone } from "../parts/button";
import type { Cut } from "../parts/cut";
import { epaulette } from "../parts/epaulette";
import { type FrontCut, OVER, UNDER } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { laid } from "../parts/laid";
import { drawLapel, drawNotchCollar, drawStand, type LapelCut } from "../parts/lapel";
import { weltPocket } from "../parts/pocket";
import { armholeSeams } from "../parts/seams";
import { block, closed, evenLine, sidedLine } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt, sleeveStrap } from "../parts/sleeve-trim";
import { line, type Point } from "../path";
import type { Sheet } from "../sheet";
import { mix } from "../tint";
import { beltBand, cinch } from "./belt-band";
import { skirtFolds } from "./coat-skirt";

function doubleRow(sheet: Sheet, rows: readonly (readonly [number, number])[], radius: number): void {
  for (const [x, y] of rows) for (const side of [-1, 1] as const) sheet.mark(buttonMark(side * x, y, radius, hornTone(sheet)));
}

/** A belted, double-breasted coat with storm flap and shoulder straps. */
export function trench(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  sleeveStrap(sheet, cut, sleeve, 44, 17);
  for (const side of [-1, 1] as const) {
    const [x, y] = sleeveAt(cut, sleeve, side, sleeve.length - 53, 22);
    sheet.mark(buckle(x, y, 14, 20, hornTone(sheet)));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut, 170);
    capeSeam(sheet, cut);
    drawStand(sheet, cut);
    beltBand(sheet, cut, 28);
    return;
  }
  const front: FrontCut = { edge: 58, hemEdge: 70, breakY: cut.top + 168 };
  const lapel: LapelCut = { tip: [97, 104], notch: [62, 80], collar: [88, 66], belly: 5 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      const row = sidedLine(side, [-front.edge + 7, front.breakY + 8], [-(front.hemEdge as number) + 7, cut.hemY]);
      if (side === OVER) sheet.mark(sheet.stitch(row), skirtFolds(sheet, cut), cinch(sheet, cut));
      drawLapel(sheet, cut, front, lapel, side);
      if (side === UNDER) stormFlap(sheet, cut);
    },
    0.5,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  for (const side of [-1, 1] as const) {
    epaulette(sheet, cut, side, hornTone(sheet));
    weltPocket(sheet, side, 102, cut.waistY + 70, 20, 78, 0);
  }
  doubleRow(
    sheet,
    [
      [46, front.breakY + 16],
      [46, cut.waistY - 40],
      [48, cut.waistY + 54],
      [51, cut.waistY + 118],
    ],
    7.4,
  );
  beltBand(sheet, cut, 28);
  beltEnd(sheet, cut);
}

/** The gun flap over one shoulder. */
function stormFlap(sheet: Sheet, cut: Cut): void {
  const { top, shoulder, slope, armpit } = cut;
  const edge: Point[] = [
    [26, top + 178, 1],
    [70, top + 172],
    [shoulder - 12, armpit + 8],
  ];
  laid(
    sheet,
    closed([cut.neck, top + 6, 1], [shoulder, top + slope, 1], [shoulder - 10, top + slope + 46], [shoulder - 2, armpit - 4, 1], ...[...edge].reverse(), [
      10,
      top + 110,
    ]),
    { light: "round", depth: 0.5 },
  );
  sheet.mark(sheet.stitch(line(edge.map(([x, y]): Point => [x, y - 6]))));
}

/** The cape of a trench's back. */
function capeSeam(sheet: Sheet, cut: Cut): void {
  const row = (by: number) => evenLine([0, cut.top + 168 - by], [cut.shoulder * 0.5, cut.top + 158 - by], [cut.chest - 6, cut.armpit + 6 - by]);
  sheet.mark(sheet.seam(row(0)), sheet.stitch(row(6)));
}

/** The buckle of the belt and its loose end. */
function beltEnd(sheet: Sheet, cut: Cut): void {
  const y = cut.waistY;
  laid(sheet, closed([10, y - 12, 1], [28, y - 10], [34, y + 34], [33, y + 108, 1], [22, y + 121, 1], [10, y + 110, 1], [9, y + 46], [4, y + 18, 1]), {
    light: "tube",
    angle: -2,
  });
  sheet.piece(block(1, 2, y - 12, 30, 29), { light: "flat", shadow: false, depth: 0.3 });
  sheet.mark(buckle(2, y + 2, 32, 42, mix(hornTone(sheet), "#1d1410", 0.25)));
}
