import { buttonMark, buttonTone } from "../parts/button";
import { flutes, wavingHem } from "../parts/hem";
import { drawPlacket } from "../parts/placket";
import { arch, line, num, onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { waistband } from "./skirt-band";
import { type SkirtCut, skirtShape } from "./skirt-cut";

/** A line across the skirt at a height above its hem. */
function hemRow(cut: SkirtCut, up: number): string {
  const inset = ((cut.hem - cut.hip) * up) / (cut.hemY - cut.hipY) + 1;
  return arch([
    [0, cut.hemY + cut.hemCurve - up],
    [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - up],
    [cut.hem - inset, cut.hemY - up],
  ]);
}

/** Patch pockets, rounded at the foot. */
function patchPockets(sheet: Sheet, cut: SkirtCut): void {
  const [x, y] = [52, cut.hipY - 14];
  for (const side of [-1, 1] as const) {
    const pocket: Point[] = [
      [x, y, 1],
      [x + 64, y, 1],
      [x + 68, y + 62],
      [x + 58, y + 73],
      [x + 34, y + 75],
      [x + 12, y + 75],
      [x + 3, y + 64],
    ];
    const row = (by: number) =>
      line(
        onSide(side, [
          [x + 1, y + by],
          [x + 63, y + by],
        ]),
      );
    sheet.piece(outline(onSide(side, pocket)), { angle: -side * 5, light: "flat", shadow: false, depth: 0.7 });
    sheet.mark(sheet.stitch(row(9)), sheet.stitch(row(13)));
  }
}

/** A short trapeze of panels, buttoned down the front or with patch pockets. */
export function drawALine(sheet: Sheet, cut: SkirtCut): void {
  const isButtoned = sheet.rng() < 0.6;
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 5, 2);
  sheet.piece(skirtShape(cut, hem), { within: flutes(sheet, hem, cut.hipY - 40, 0.55, 15, 0.9) });
  const y = cut.top + cut.band;
  for (const side of [-1, 1] as const) {
    const panel: Point[] = [
      [cut.waist * 0.5, y],
      [cut.hip * 0.47, cut.hipY],
      [cut.hem * 0.46, cut.hemY + cut.hemCurve * 0.8],
    ];
    const beside = panel.map(([px, py]): Point => [px + 5, py]);
    sheet.mark(sheet.seam(line(onSide(side, panel)), 0.8), sheet.stitch(line(onSide(side, beside))));
  }
  sheet.mark(sheet.stitch(hemRow(cut, 18)));
  if (sheet.isBack || !isButtoned) sheet.mark(sheet.seam(`M0 ${num(y)}V${num(cut.hemY + cut.hemCurve)}`, 0.8));
  if (!sheet.isBack && !isButtoned) patchPockets(sheet, cut);
  waistband(sheet, cut);
  if (sheet.isBack) return;
  if (isButtoned) {
    // The stand runs over the waistband, so that its buttons keep one distance from top to hem.
    drawPlacket(sheet, cut.top + 3, cut.hemY + cut.hemCurve + 1, 30, 6);
    sheet.mark(sheet.seam(`M-15 ${num(y + 2)}h30`, 0.8));
  } else sheet.mark(sheet.seam(`M-15 ${num(cut.top + 3)}V${num(y + 2)}`), buttonMark(0, cut.top + cut.band / 2 + 2, 5.2, buttonTone(sheet)));
}
