import type { Point } from "../path";
import type { Cut } from "./cut";

/** Wearers of this house button right over left: the viewer's left front lies on top. */
export const OVER = -1;
/** The side whose front lies beneath. */
export const UNDER = 1;

/** How a front lies: how far past the middle its edge reaches at the break of the lapel and at the hem, all in px of its own side. */
export type FrontCut = {
  breakY: number;
  edge: number;
  hemEdge?: number;
  /** Where the edge starts to curve away, and how far it is rounded off at the hem. */
  cutaway?: number;
};

/** The free edge of a front from the hem up to the break. */
export function frontEdge(cut: Cut, front: FrontCut): Point[] {
  const { edge, breakY, cutaway = 0, hemEdge = edge } = front;
  const bottom = cut.hemY + cut.hemCurve;
  if (!cutaway)
    return [
      [-hemEdge, bottom, 1],
      [-edge, breakY, 1],
    ];
  return [
    [cutaway + 16, bottom - 1],
    [cutaway * 0.55 - edge * 0.4, bottom - 17],
    [-edge + cutaway * 0.14, bottom - 66],
    [-edge, breakY + 66],
    [-edge, breakY, 1],
  ];
}

/** Where the roll line starts: at the neck, on top of the collar's fold. */
export const rollTop = (cut: Cut): [number, number] => [cut.neck - 9, cut.top - 17];

/** The point of the roll line at a height. */
export function onRoll(cut: Cut, front: FrontCut, y: number): [number, number] {
  const [x, top] = rollTop(cut);
  return [x + ((-front.edge - x) * (y - top)) / (front.breakY - top), y];
}
