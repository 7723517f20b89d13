import type { Cut } from "../parts/cut";
import { neckline } from "../parts/neckline";
import { drawPlacket } from "../parts/placket";
import { onSide, outline, type Point } from "../path";
import type { Sheet } from "../sheet";

/** A wavy ruffle along a line from a to b, falling away to `side`. */
function ruffle(sheet: Sheet, points: readonly Point[], width: number, side: 1 | -1): void {
  const outer: Point[] = [];
  for (let at = 0; at < points.length; at += 1) {
    const [x, y] = points[at] as Point;
    outer.push([x + width * (at % 2 ? 0.72 : 1.12), y + (at % 2 ? 3 : -3)]);
  }
  const shape = outline(onSide(side, [...points, ...outer.reverse()]));
  const folds = points.map(([x, y], at) => {
    const [a, b] = onSide(side, [
      [x, y],
      [x + width * 0.95, y + (at % 2 ? 4 : -2)],
    ]) as [Point, Point];
    return at % 2 ? sheet.fold(a, b, 1, 5, 1.5) : "";
  });
  sheet.piece(shape, { light: "flat", depth: 1.1, within: folds.join("") });
}

/** The front of a ruffle blouse: its placket between two ruffles that run on from the neckline. */
export function ruffleFront(sheet: Sheet, cut: Cut): void {
  const { top, neckDrop, hemY, hemCurve } = cut;
  drawPlacket(sheet, top + neckDrop, hemY + hemCurve - 1, 18, 6);
  for (const side of [-1, 1] as const) {
    const edge = [...neckline(cut)].reverse().map(([x, y]): Point => [x, y]);
    const down: Point[] = [
      [5, top + neckDrop + 34],
      [6, top + neckDrop + 66],
      [6, top + neckDrop + 98],
      [6, top + neckDrop + 130],
      [6, top + neckDrop + 160],
    ];
    const steps = [
      ...edge.slice(0, 1),
      [cut.neck * 0.82, top + 20],
      [cut.neck * 0.62, top + neckDrop * 0.42],
      [cut.neck * 0.34, top + neckDrop * 0.74],
      [4, top + neckDrop + 4],
      ...down,
    ] as Point[];
    ruffle(sheet, steps, 32, side);
  }
}
