import { arch, line, onSide, type Point } from "../path";
import type { Sheet } from "../sheet";
import type { Cut } from "./cut";

/** The seam where the sleeve is set in, both sides. */
export function armholeSeams(sheet: Sheet, cut: Cut): void {
  for (const side of [1, -1] as const) {
    const points: Point[] = [
      [cut.shoulder, cut.top + cut.slope],
      [cut.shoulder - 11, cut.top + cut.slope + (cut.armpit - cut.top - cut.slope) * 0.45],
      [cut.chest, cut.armpit],
    ];
    sheet.mark(sheet.seam(line(onSide(side, points)), 0.6));
  }
}

/** A double row of stitches along the hem. */
export function hemStitch(sheet: Sheet, cut: Cut, up = 11): void {
  const row = (y: number) =>
    arch([
      [0, cut.hemY + cut.hemCurve - y],
      [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75 - y],
      [cut.hem - 1, cut.hemY - y],
    ]);
  sheet.mark(sheet.stitch(row(up)), sheet.stitch(row(up + 4)));
}

/** A line of both sides: drawn once and mirrored. */
export function seams(sheet: Sheet, points: readonly Point[], strength = 0.7): void {
  for (const side of [-1, 1] as const) sheet.mark(sheet.seam(line(onSide(side, points)), strength));
}
