import { tucks } from "../parts/hem";
import { STRAIGHT } from "../parts/legs";
import { drawWaistband } from "../parts/waistband";
import { symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { SkirtCut } from "./skirt-cut";

/** A plain waistband. */
export const waistband = (sheet: Sheet, cut: SkirtCut): void =>
  drawWaistband(sheet, { ...STRAIGHT, top: cut.top, waist: cut.waist, band: cut.band }, "plain", false);

/** A gathered band of elastic. */
export function elasticBand(sheet: Sheet, cut: SkirtCut): void {
  const { top, waist, band } = cut;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top - 5],
        [waist * 0.6, top - 6],
        [waist - 3, top - 8, 1],
        [waist - 2, top + 2, 1],
        [0, top + 6],
      ]),
      { light: "inside", printed: false, shadow: false },
    );
  sheet.piece(
    symmetric([
      [0, top + 2],
      [waist * 0.6, top - 1],
      [waist, top - 6, 1],
      [waist + 4, top + band - 5, 1],
      [waist * 0.6, top + band],
      [0, top + band + 3],
    ]),
    {
      within: tucks(sheet, -waist + 4, waist - 4, top - 2, band, 20),
      depth: 0.7,
    },
  );
}
