import type { Cut } from "../parts/cut";
import { neckBand } from "../parts/neckline";
import { arch } from "../path";
import type { Sheet } from "../sheet";

/** The front of a puff-sleeve blouse: a bound neck and a seam under the bust. */
export function puffFront(sheet: Sheet, cut: Cut): void {
  neckBand(sheet, cut, 9, "same");
  sheet.mark(
    sheet.stitch(
      arch([
        [0, cut.waistY - 30],
        [cut.waist, cut.waistY - 34],
      ]),
    ),
    sheet.seam(
      arch([
        [0, cut.waistY - 34],
        [cut.waist, cut.waistY - 38],
      ]),
      0.8,
    ),
  );
}
