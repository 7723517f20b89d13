import { between } from "../../random";
import { num, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { waistband } from "./skirt-band";
import { type SkirtCut, skirtShape } from "./skirt-cut";

function straightHem(cut: SkirtCut): Point[] {
  const { hem, hemY, hemCurve } = cut;
  return [
    [hem, hemY, 1],
    [hem * 0.5, hemY + hemCurve * 0.75],
    [0, hemY + hemCurve],
    [-hem * 0.5, hemY + hemCurve * 0.75],
    [-hem, hemY, 1],
  ];
}

function darts(sheet: Sheet, cut: SkirtCut): void {
  const y = cut.top + cut.band;
  for (const side of [-1, 1] as const)
    for (const [share, length] of [
      [0.4, 64],
      [0.66, 54],
    ] as const) {
      const x = side * cut.waist * share;
      sheet.mark(sheet.seam(`M${num(x)} ${num(y + 2)}L${num(x * 1.06)} ${num(y + length)}`, 0.8), sheet.fold([x, y], [x * 1.1, y + length + 40], 1, 6, 0.7));
    }
}

/** Narrow and darted, with a slit: in front beside the middle, behind as a vent. */
export function drawPencil(sheet: Sheet, cut: SkirtCut): void {
  const [slit, rise] = [sheet.isBack ? 0 : 44, between(sheet.rng, 92, 132)];
  const [y, low] = [cut.hemY - rise, cut.hemY + cut.hemCurve];
  const under: Point[] = [
    [slit - 24, y - 10, 1],
    [slit + 34, y - 10, 1],
    [slit + 36, low - 5, 1],
    [slit - 24, low - 5, 1],
  ];
  sheet.piece(outline(under), { light: "inside", shadow: false, printed: false });
  const [right, ...rest] = straightHem(cut) as [Point, ...Point[]];
  const opening: Point[] = [
    [slit + 15, low, 1],
    [slit + 5, y + rise * 0.45],
    [slit, y, 1],
    [slit - 4, low, 1],
  ];
  const hem = [right, ...opening, ...rest.filter((point) => point[0] < slit - 20)];
  const { hip, hipY, top, band } = cut;
  const folds =
    sheet.fold([hip - 2, hipY + 14], [hip * 0.3, hipY + 46], 7, 12, 0.8) +
    sheet.fold([-hip + 2, hipY - 8], [-hip * 0.34, hipY + 30], -7, 13, 0.9) +
    sheet.fold([hip - 6, hipY + 96], [hip * 0.42, hipY + 122], 6, 11, 0.7) +
    sheet.fold([-hip + 4, hipY + 88], [-hip * 0.4, hipY + 128], -6, 11, 0.7) +
    sheet.fold([slit, y - 6], [slit - 26, hipY + 90], 4, 12, 0.9) +
    sheet.fold([-cut.hem * 0.52, low + 50], [-cut.hem * 0.56, hipY + 130], -4, 12, 0.8) +
    sheet.fold([cut.hem * 0.84, low + 40], [cut.hem * 0.8, y - 40], 3, 9, 0.6);
  sheet.piece(skirtShape(cut, hem), { within: folds });
  darts(sheet, cut);
  sheet.mark(sheet.seam(`M${num(slit)} ${num(y)}V${num(sheet.isBack ? top + band : y - 2)}`), sheet.stitch(`M${num(slit - 9)} ${num(y - 6)}l10 -3`));
  sheet.mark(sheet.stitch(`M${num(-cut.hem + 2)} ${num(low - 20)}H${num(slit - 6)}M${num(slit + 17)} ${num(low - 20)}H${num(cut.hem - 2)}`));
  waistband(sheet, cut);
}
