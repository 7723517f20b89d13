import type { Cut } from "../parts/cut";
import { drawPlacket } from "../parts/placket";
import { onSide, outline, type Point, symmetric } from "../path";
import type { Sheet } from "../sheet";

/** A tied bow with two tails, its knot at [0, y]. */
function bow(sheet: Sheet, y: number, size: number, tails: number): void {
  for (const side of [-1, 1] as const) {
    const tail: Point[] = [
      [2, y + 4, 1],
      [size * 0.26, y + tails * 0.5],
      [size * 0.3 + side * 3, y + tails, 1],
      [size * 0.66 + side * 3, y + tails - 12, 1],
      [size * 0.5, y + tails * 0.44],
      [9, y - 2, 1],
    ];
    sheet.piece(outline(onSide(side, tail)), { angle: -side * 12, light: "tube", depth: 0.8 });
  }
  for (const side of [-1, 1] as const) {
    const loop: Point[] = [
      [3, y - 4, 1],
      [size * 0.42, y - size * 0.3],
      [size * 0.92, y - size * 0.24],
      [size * 0.98, y + size * 0.12],
      [size * 0.5, y + size * 0.16],
      [3, y + 7, 1],
    ];
    const crease = onSide(side, [
      [5, y],
      [size * 0.72, y - size * 0.05],
    ]);
    sheet.piece(outline(onSide(side, loop)), {
      angle: 80,
      light: "tube",
      depth: 0.8,
      within: sheet.fold(crease[0] as Point, crease[1] as Point, side * 3, 7, 1.6),
    });
  }
  sheet.piece(
    symmetric([
      [0, y - 10],
      [9, y - 8],
      [10, y + 8],
      [0, y + 11],
    ]),
    { light: "tube", depth: 0.9 },
  );
}

/** The front of a bow blouse: its placket, a stand around the neck and the tied bow. */
export function bowFront(sheet: Sheet, cut: Cut): void {
  const { top, neckDrop, hemY, hemCurve } = cut;
  drawPlacket(sheet, top + neckDrop, hemY + hemCurve - 1, 20, 6);
  sheet.piece(
    symmetric([
      [0, top + neckDrop - 14, 1],
      [cut.neck * 0.7, top + neckDrop * 0.4 - 8],
      [cut.neck - 2, top - 16, 1],
      [cut.neck + 8, top + 4, 1],
      [cut.neck * 0.7, top + neckDrop * 0.8 + 8],
      [0, top + neckDrop + 12, 1],
    ]),
    { light: "flat" },
  );
  bow(sheet, top + neckDrop + 10, 62, 150);
}
