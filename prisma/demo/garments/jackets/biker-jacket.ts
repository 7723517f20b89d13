import { buckle } from "../parts/buckle";
import type { Cut } from "../parts/cut";
import { epaulette } from "../parts/epaulette";
import { type FrontCut, OVER } from "../parts/front-edge";
import { drawBackBody, drawFronts } from "../parts/fronts";
import { laid } from "../parts/laid";
import { drawLapel, drawNotchCollar, drawStand, type LapelCut } from "../parts/lapel";
import { STEEL, snap } from "../parts/metal";
import { armholeSeams, seams } from "../parts/seams";
import { block, closed, even, evenLine, sidedLine } from "../parts/shapes";
import type { SleeveCut } from "../parts/sleeve";
import { sleeveAt, sleeveWidth } from "../parts/sleeve-trim";
import { zip, zipPull } from "../parts/zip";
import { line, onSide, type Point } from "../path";
import type { Sheet } from "../sheet";

function bikerBelt(sheet: Sheet, cut: Cut): void {
  const [y, half] = [cut.hemY - 22, cut.hem + 1];
  const band = even([0, y + 1], [half * 0.6, y], [half - 1, y - 2, 1], [half, y + 24, 1], [half * 0.6, y + 26], [0, y + 27]);
  laid(sheet, band, { light: "round", depth: 0.7 });
  const row = (by: number) => evenLine([0, y + by + 1], [half * 0.6, y + by], [half - 2, y + by - 2]);
  sheet.mark(sheet.stitch(row(4)), sheet.stitch(row(23)));
  for (const x of [-half * 0.72, -half * 0.3, half * 0.72]) laid(sheet, block(1, x, y - 5, 10, 36), { depth: 0.9, texture: "smooth" });
  if (sheet.isBack) return;
  laid(sheet, closed([30, y + 1, 1], [84, y + 1, 1], [94, y + 13], [84, y + 26, 1], [30, y + 27, 1]), { depth: 0.8 });
  for (const x of [56, 68, 80]) sheet.mark(snap(x, y + 13, 2.4));
  sheet.mark(buckle(32, y + 13, 24, 32, STEEL));
}

/** A leather jacket with a slanting zip and a belt at the hem. */
export function biker(sheet: Sheet, cut: Cut, sleeve: SleeveCut): void {
  for (const side of [-1, 1] as const) {
    const [a, b] = [sleeve.length - 2, sleeve.length - 92].map((down) => sleeveAt(cut, sleeve, side, down, sleeveWidth(cut, sleeve, down) - 20)) as [
      Point,
      Point,
    ];
    sheet.mark(zip(sheet, line([a, b]), STEEL, 4), zipPull(b[0], b[1], STEEL, side * 170));
  }
  if (sheet.isBack) {
    drawBackBody(sheet, cut);
    sheet.mark(sheet.seam(evenLine([0, cut.top + 66], [cut.shoulder - 8, cut.top + 60])));
    drawStand(sheet, cut);
    bikerBelt(sheet, cut);
    return;
  }
  const front: FrontCut = { edge: 66, breakY: cut.armpit + 26, hemEdge: 26 };
  const lapel: LapelCut = { tip: [101, 112], notch: [63, 78], collar: [84, 58], belly: 4 };
  drawFronts(
    sheet,
    cut,
    front,
    (side) => {
      if (side === OVER) sheet.mark(zip(sheet, sidedLine(side, [-front.edge + 5, front.breakY + 2], [-(front.hemEdge as number) + 5, cut.hemY]), STEEL));
      drawLapel(sheet, cut, front, lapel, side);
      const [x, y] = onSide(side, [[lapel.tip[0] - 11, cut.top + lapel.tip[1] + 2]])[0] as Point;
      sheet.mark(snap(x, y, 4.2));
    },
    0.9,
  );
  armholeSeams(sheet, cut);
  drawNotchCollar(sheet, cut, front, lapel);
  seams(sheet, [
    [96, cut.armpit + 6],
    [92, cut.waistY],
    [97, cut.hemY - 22],
  ]);
  for (const side of [-1, 1] as const) {
    epaulette(sheet, cut, side, STEEL);
    const pocket = onSide(side, [
      [side === 1 ? 94 : 66, cut.waistY - 34],
      [side === 1 ? 110 : 98, cut.waistY + 30],
    ]);
    sheet.mark(zip(sheet, line(pocket), STEEL, 5), zipPull((pocket[0] as Point)[0], (pocket[0] as Point)[1], STEEL, side * -14));
  }
  bikerBelt(sheet, cut);
}
