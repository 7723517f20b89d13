import { arch, outline, symmetric } from "../path";
import type { Sheet } from "../sheet";
import { buttonMark } from "./button";
import type { LegCut } from "./legs";

/** The waistband with loops; a plain band bears no button. */
export function drawWaistband(sheet: Sheet, cut: LegCut, closing: "button" | "plain", loops = true): void {
  const { top, waist, band } = cut;
  if (!sheet.isBack)
    sheet.piece(
      symmetric([
        [0, top - 4],
        [waist * 0.6, top - 5],
        [waist - 3, top - 8, 1],
        [waist - 2, top + 2, 1],
        [0, top + 6],
      ]),
      { light: "inside", printed: false, shadow: false },
    );
  sheet.piece(
    symmetric([
      [0, top + (sheet.isBack ? -4 : 2)],
      [waist * 0.6, top - 1],
      [waist - 1, top - 6, 1],
      [waist + 4, top + band - 4, 1],
      [waist * 0.6, top + band + 1],
      [0, top + band + 3],
    ]),
    { light: "round", angle: 0, depth: 0.7 },
  );
  const row = (by: number) =>
    arch([
      [0, top + by + 2],
      [waist * 0.6, top + by],
      [waist + 2, top + by - 5],
    ]);
  sheet.mark(sheet.stitch(row(5)), sheet.stitch(row(band - 3)));
  if (loops) {
    for (const x of [-waist * 0.72, -waist * 0.34, waist * 0.34, waist * 0.72]) {
      sheet.piece(
        outline([
          [x - 4, top - 6, 1],
          [x + 4, top - 6, 1],
          [x + 4.5, top + band + 4, 1],
          [x - 4.5, top + band + 4, 1],
        ]),
        { light: "flat", shadow: false, depth: 0.8 },
      );
    }
  }
  if (closing === "button" && !sheet.isBack)
    sheet.mark(
      sheet.seam(`M-9 ${top + 3}V${top + band + 2}`),
      buttonMark(2, top + band / 2 + 2, 5.5, sheet.look.texture === "denim" ? "#b98a4e" : sheet.tones.thread),
    );
}
