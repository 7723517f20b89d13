import { arch, line, onSide, outline, type Point, type Shape, symmetric } from "../path";

// Outlines and lines by their points, so that a short one stays on a line of its own.

/** A closed outline through points of one side, mirrored where it is the other. */
export const sided = (side: 1 | -1, ...points: Point[]): Shape => outline(onSide(side, points));
/** An open line through points of one side. */
export const sidedLine = (side: 1 | -1, ...points: Point[]): string => line(onSide(side, points));
/** A closed outline from its right half. */
export const even = (...half: Point[]): Shape => symmetric(half);
/** An open line from its right half. */
export const evenLine = (...half: Point[]): string => arch(half);
/** A closed outline through points that lie on both sides. */
export const closed = (...points: Point[]): Shape => outline(points);

/** Twins on both sides as one shape: cloth is laid once for two pockets, and laying it is what costs. For flat pieces, which need no box of their own. */
export function twins(shapeOf: (side: 1 | -1) => Shape): Shape {
  const right = shapeOf(1);
  return { d: shapeOf(-1).d + right.d, box: right.box };
}

/** A four-cornered piece at the middle (x, y), mirrored to `side`; `slant` lowers its outer end. */
export function block(side: 1 | -1, x: number, y: number, width: number, height: number, slant = 0): Shape {
  const half = width / 2;
  return sided(side, [x - half, y - slant / 2, 1], [x + half, y + slant / 2, 1], [x + half, y + height + slant / 2, 1], [x - half, y + height - slant / 2, 1]);
}
