import { between } from "../../random";
import { flutes, wavingHem } from "../parts/hem";
import { insideNeck, neckBand } from "../parts/neckline";
import { armholeSeams } from "../parts/seams";
import { drawSleeve, type SleeveCut } from "../parts/sleeve";
import { arch, line, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { bodiceFolds, type DressCut, dressShape, hemStitches, waistGathers, waistLine } from "./dress-cut";

/** A dress that crosses in front and is tied at the waist. */
export function drawWrapDress(sheet: Sheet, cut: DressCut): void {
  const sleeve: SleeveCut = { length: 206, angle: 19, cuff: 72, puff: 6, elbow: 4 };
  for (const side of [-1, 1] as const) drawSleeve(sheet, cut, sleeve, side);
  if (!sheet.isBack) insideNeck(sheet, cut);
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 6, 5);
  const folds = bodiceFolds(sheet, cut) + (sheet.isBack ? waistGathers(sheet, cut) : "") + flutes(sheet, hem, cut.waistY + 30, 0.45, 13);
  sheet.piece(dressShape(sheet, cut, hem), { within: folds });
  armholeSeams(sheet, cut);
  hemStitches(sheet, hem, 8);
  if (!sheet.isBack) wrapOver(sheet, cut, hem);
  else sheet.mark(sheet.seam(arch(waistLine(cut, 0))));
  if (sheet.isBack) neckBand(sheet, cut, 7, "same");
}

/** The upper front: it crosses the bodice, is tied at the left of the waist and falls with a rounded edge. */
function wrapOver(sheet: Sheet, cut: DressCut, hem: readonly Point[]): void {
  const { top, neck, neckDrop, waist, waistY } = cut;
  const tied: Point = [-waist + 3, waistY - 8, 1];
  const bodice = outline([
    [neck, top, 1],
    [neck * 0.46, top + neckDrop * 0.5],
    [-12, top + neckDrop + 12],
    tied,
    [-waist + 2, waistY + 10, 1],
    [0, waistY + 9],
    [waist, waistY + 6, 1],
    [waist + 1, waistY - 20],
    [cut.chest - 1, cut.armpit, 1],
    [cut.shoulder - 9, cut.top + cut.slope + (cut.armpit - cut.top - cut.slope) * 0.45],
    [cut.shoulder, cut.top + cut.slope, 1],
  ]);
  const tips: Point[] = [0, 34, 68].map((down): Point => [between(sheet.rng, 20, 52), cut.armpit + 26 + down]);
  const skirt = outline([
    [-waist + 2, waistY + 4, 1],
    [0, waistY + 8],
    [waist - 0.5, waistY + 3, 1],
    [cut.hip - 0.5, cut.hipY],
    ...hem.filter(([x]) => x > -20),
    [-58, cut.hemY - 22],
    [-86, cut.hemY - 96],
    [-88, cut.hipY + 10],
  ]);
  const sweep =
    sheet.fan(
      [-waist + 10, waistY + 6],
      [
        [-28, cut.hipY + 80],
        [20, cut.hipY + 60],
        [70, cut.hipY + 10],
      ],
      12,
    ) + flutes(sheet, hem, waistY + 60, 0.5, 13);
  const edge = line([tied, [-88, cut.hipY + 10], [-86, cut.hemY - 96], [-58, cut.hemY - 22], [-20, cut.hemY + cut.hemCurve]]);
  sheet.mark(...[12, 7, 3].map((width) => `<path d="${edge}" fill="none" stroke="${sheet.tones.shade}" stroke-width="${width}" stroke-opacity=".13"/>`));
  sheet.piece(skirt, { shadow: false, depth: 0.7, within: sweep });
  sheet.mark(sheet.seam(edge, 0.75));
  sheet.piece(bodice, { shadow: false, depth: 0.7, within: sheet.fan([-waist + 8, waistY], tips, 9) });
  sheet.piece(symmetric([...waistLine(cut, -9, 1), ...waistLine(cut, 8, 1.5).reverse()]), { depth: 0.8, shadow: false, printed: false });
  sheet.mark(sheet.seam(arch(waistLine(cut, -9, 1)), 0.7), sheet.seam(arch(waistLine(cut, 8, 1.5)), 0.7));
  tieAt(sheet, -waist + 26, waistY + 3);
}

/** The tied ends of a sash: a knot, two loops and two tails. */
function tieAt(sheet: Sheet, x: number, y: number): void {
  for (const [reach, drop] of [
    [-34, 168],
    [-6, 142],
  ] as const)
    sheet.piece(
      outline([
        [x - 5, y, 1],
        [x + reach * 0.7 - 8, y + drop * 0.5],
        [x + reach - 9, y + drop, 1],
        [x + reach + 9, y + drop - 9, 1],
        [x + reach * 0.7 + 7, y + drop * 0.48],
        [x + 6, y, 1],
      ]),
      { light: "tube", printed: false, angle: 6 },
    );
  for (const side of [-1, 1] as const)
    sheet.piece(
      outline([
        [x, y - 3, 1],
        [x + side * 20, y - 16],
        [x + side * 38, y - 4],
        [x + side * 34, y + 14],
        [x + side * 16, y + 8],
        [x, y + 5, 1],
      ]),
      { light: "tube", printed: false, angle: 80, within: sheet.fold([x + side * 3, y], [x + side * 26, y + 2], side * 2, 5, 1.5) },
    );
  sheet.piece(
    outline([
      [x - 8, y - 8],
      [x + 8, y - 8],
      [x + 9, y + 9],
      [x - 8, y + 10],
    ]),
    { light: "tube", printed: false },
  );
}
