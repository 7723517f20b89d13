import { onSide, outline, type Point, type Shape, symmetric } from "../path";
import type { Sheet } from "../sheet";
import type { Cut } from "./cut";
import { neckline } from "./neckline";

function sidePoints(cut: Cut): Point[] {
  const tip = cut.top + cut.slope;
  return [
    [(cut.neck + cut.shoulder) / 2, cut.top + cut.slope * 0.4],
    [cut.shoulder, tip, 1],
    [cut.shoulder - 11, tip + (cut.armpit - tip) * 0.45],
    [cut.chest, cut.armpit, 1],
    [cut.waist, cut.waistY],
    [cut.hem, cut.hemY, 1],
    [cut.hem * 0.5, cut.hemY + cut.hemCurve * 0.75],
    [0, cut.hemY + cut.hemCurve],
  ];
}

/** The body panel with its neckline. */
export function torso(cut: Cut, isBack = false): Shape {
  return symmetric([...neckline(isBack ? { ...cut, neckShape: "round" } : cut, isBack ? cut.backDrop : cut.neckDrop), ...sidePoints(cut)]);
}

/** One half of a front that opens in the middle: `edge` is how far its free edge lies from the middle line. */
export function frontPanel(cut: Cut, side: 1 | -1, edge: readonly Point[]): Shape {
  const points = sidePoints(cut).slice(0, -1);
  return outline(onSide(side, [...edge, [cut.neck, cut.top, 1], ...points]));
}

/** Folds of a hanging body: drawn from the armpits, the bust and the hem. */
export function bodyFolds(sheet: Sheet, cut: Cut, strength = 1): string {
  const { chest, armpit, waist, waistY, hem, hemY } = cut;
  const one = (a: Point, b: Point, bend: number, width: number, power = 1) => sheet.fold(a, b, bend, width, strength * power);
  return (
    one([chest - 8, armpit + 6], [chest * 0.42, armpit + 62], 8, 12) +
    one([-chest + 8, armpit + 10], [-chest * 0.44, armpit + 70], -8, 12) +
    one([waist - 10, waistY + 4], [waist * 0.38, waistY + 46], 6, 10, 0.8) +
    one([-waist + 8, waistY - 14], [-waist * 0.34, waistY + 40], -7, 11, 0.8) +
    one([hem * 0.55, hemY - 6], [hem * 0.42, waistY + 30], 8, 11, 0.9) +
    one([-hem * 0.38, hemY - 4], [-hem * 0.5, waistY + 44], -7, 12, 0.9) +
    one([hem * 0.08, hemY], [hem * 0.02, hemY - 120], 5, 9, 0.7)
  );
}
