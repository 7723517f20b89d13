import type { Cut } from "../parts/cut";
import { bodyFolds, frontPanel, torso } from "../parts/torso";
import { onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** Two fronts that hang open over the inside of the back. */
export function openFronts(sheet: Sheet, cut: Cut): void {
  sheet.piece(torso(cut, true), { light: "inside" });
  for (const side of [-1, 1] as const) {
    const edge: Point[] = [
      [34, cut.hemY + 4, 1],
      [28, cut.armpit + 40],
      [cut.neck - 10, cut.top + 70],
    ];
    sheet.piece(frontPanel(cut, side, edge), { within: bodyFolds(sheet, cut) });
    const band = outline(
      onSide(side, [
        ...edge,
        [cut.neck, cut.top - 2, 1],
        [cut.neck + 20, cut.top + 6, 1],
        [cut.neck + 12, cut.top + 74],
        [50, cut.armpit + 40],
        [56, cut.hemY + 5, 1],
      ]),
    );
    sheet.piece(band, { texture: "rib", printed: false, light: "flat", angle: 90 });
  }
}
