import { flutes, tucks, wavingHem } from "../parts/hem";
import { line, type Point } from "../path";
import type { Sheet } from "../sheet";
import { elasticBand } from "./skirt-band";
import { type SkirtCut, skirtShape } from "./skirt-cut";

/** Cut on the bias: no seam in sight, the satin falls in long slanting folds. */
export function drawSlip(sheet: Sheet, cut: SkirtCut): void {
  const hem = wavingHem(sheet.rng, cut.hem, cut.hemY, cut.hemCurve, 4, 7);
  const { hip, hipY, waist, top, band } = cut;
  const start = top + band;
  // On the bias all folds lean the same way: from the left hip down to the right of the hem.
  const drape =
    sheet.fold([-waist * 0.7, start + 20], [hip * 0.1, cut.hemY - 150], 16, 20, 0.75) +
    sheet.fold([-hip + 8, hipY - 20], [-hip * 0.1, cut.hemY - 60], 18, 22, 0.75) +
    sheet.fold([waist * 0.1, start + 30], [hip * 0.86, cut.hemY - 170], 16, 18, 0.7) +
    sheet.fold([waist * 0.66, start], [hip * 0.86, hipY + 60], 6, 9, 0.7) +
    sheet.fold([-waist * 0.4, start], [-hip * 0.3, hipY + 10], 3, 8, 0.6);
  sheet.piece(skirtShape(cut, hem), {
    within: drape + tucks(sheet, -waist + 8, waist - 8, top + band - 3, 30, 12) + flutes(sheet, hem, hipY + 30, 0.7, 18, 1),
  });
  sheet.mark(sheet.seam(line(hem.map(([x, y]): Point => [x * 0.995, y - 6])), 0.55));
  elasticBand(sheet, cut);
}
