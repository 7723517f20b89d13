import type { Cut } from "../parts/cut";
import { line, outline } from "../path";
import type { Sheet } from "../sheet";

function overlap(sheet: Sheet, cut: Cut): void {
  const overlap = outline([
    [cut.neck, cut.top, 1],
    [cut.neck * 0.5, cut.top + cut.neckDrop * 0.5],
    [-14, cut.top + cut.neckDrop + 12],
    [-cut.waist + 2, cut.waistY - 12, 1],
    [-cut.waist + 3, cut.waistY + 8, 1],
    [cut.waist * 0.2, cut.waistY + 6],
    [cut.waist - 1, cut.waistY, 1],
    [cut.chest - 2, cut.armpit, 1],
    [cut.shoulder - 10, cut.armpit - 60],
    [cut.shoulder, cut.top + cut.slope, 1],
  ]);
  const fan = sheet.fan(
    [-cut.waist + 8, cut.waistY],
    [
      [20, cut.armpit + 20],
      [44, cut.armpit + 62],
      [50, cut.armpit + 98],
    ],
    10,
  );
  sheet.piece(overlap, { shadow: false, depth: 0.7, within: fan });
  sheet.mark(
    sheet.seam(
      line([
        [-cut.waist, cut.waistY],
        [0, cut.waistY + 8],
        [cut.waist, cut.waistY],
      ]),
    ),
  );
}

/** The front of a wrap blouse: the upper front and the end of its tie. */
export function wrapFront(sheet: Sheet, cut: Cut): void {
  overlap(sheet, cut);
  sheet.piece(
    outline([
      [-cut.waist + 4, cut.waistY - 6, 1],
      [-cut.waist - 26, cut.waistY + 60],
      [-cut.waist - 20, cut.waistY + 118, 1],
      [-cut.waist - 4, cut.waistY + 116, 1],
      [-cut.waist - 6, cut.waistY + 56],
      [-cut.waist + 14, cut.waistY + 4, 1],
    ]),
    { light: "tube" },
  );
}
