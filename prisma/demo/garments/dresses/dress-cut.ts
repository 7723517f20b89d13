import type { Cut } from "../parts/cut";
import { tucks } from "../parts/hem";
import { neckline } from "../parts/neckline";
import { line, onSide, outline, type Point, type Shape } from "../path";
import type { Sheet } from "../sheet";

/** A bodice with the hip of the skirt that hangs from it. */
export type DressCut = Cut & { hip: number; hipY: number };

function sidePoints(cut: DressCut): Point[] {
  const tip = cut.top + cut.slope;
  return [
    [(cut.neck + cut.shoulder) / 2, cut.top + cut.slope * 0.4],
    [cut.shoulder, tip, 1],
    [cut.shoulder - 9, tip + (cut.armpit - tip) * 0.45],
    [cut.chest, cut.armpit, 1],
    [cut.waist, cut.waistY],
    [cut.hip, cut.hipY],
  ];
}

/** Bodice and skirt in one outline; `hem` runs from right to left. */
export function dressShape(sheet: Sheet, cut: DressCut, hem: readonly Point[]): Shape {
  const neck = neckline(sheet.isBack ? { ...cut, neckShape: "round" } : cut, sheet.isBack ? cut.backDrop : cut.neckDrop);
  const right = [...neck, ...sidePoints(cut)];
  return outline([...right, ...hem, ...onSide(-1, right.slice(1)).reverse()]);
}

/** Folds of the upper body: from the armpits and towards the waist. */
export function bodiceFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  const { chest, armpit, waist, waistY } = cut;
  return (
    sheet.fold([chest - 6, armpit + 6], [chest * 0.42, armpit + 50], 6, 9, strength) +
    sheet.fold([-chest + 6, armpit + 8], [-chest * 0.44, armpit + 56], -6, 9, strength) +
    sheet.fold([waist - 6, waistY - 24], [waist * 0.4, waistY - 58], 5, 8, 0.8 * strength) +
    sheet.fold([-waist + 6, waistY - 20], [-waist * 0.36, waistY - 62], -5, 8, 0.8 * strength)
  );
}

/** Gathers above and below a drawn-in waist. */
export function waistGathers(sheet: Sheet, cut: Cut): string {
  const { waist, waistY } = cut;
  return tucks(sheet, -waist + 6, waist - 6, waistY + 8, 76, 11) + tucks(sheet, -waist + 10, waist - 10, waistY - 8, -40, 9);
}

/** A waist seam or the middle of a belt, `by` px below the waist. */
export const waistLine = (cut: Cut, by: number, extra = 0): Point[] => [
  [0, cut.waistY + by + 5],
  [cut.waist * 0.55, cut.waistY + by + 3.5],
  [cut.waist + extra, cut.waistY + by, 1],
];

/** A row of stitches along a waving hem, `up` px above it. */
export function hemStitches(sheet: Sheet, hem: readonly Point[], up: number): void {
  sheet.mark(sheet.stitch(line(hem.map(([x, y]): Point => [x * (1 - up / 1600), y - up]))));
}
