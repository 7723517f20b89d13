import { onSide, outline, type Point, type Shape } from "../path";

/** The cut of a skirt, right half, in px from the middle line and from the top. */
export type SkirtCut = { top: number; waist: number; band: number; hip: number; hipY: number; hem: number; hemY: number; hemCurve: number };

/** The outline of a skirt above its hem, which runs from right to left. */
export function skirtShape(cut: SkirtCut, hem: readonly Point[]): Shape {
  const side: Point[] = [
    [cut.waist + 2, cut.top, 1],
    [cut.waist + 4, cut.top + cut.band],
    [cut.waist + (cut.hip - cut.waist) * 0.6, (cut.top + cut.band + cut.hipY) / 2],
    [cut.hip, cut.hipY],
  ];
  return outline([...side, ...hem, ...onSide(-1, side).reverse()]);
}
