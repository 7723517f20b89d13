import { trace } from "../parts/pen";
import { arch, line, num, outline, type Shape, symmetric } from "../path";

/** A closed outline from its right half, given as text. */
export const half = (given: string): Shape => symmetric(trace(given));
/** A closed outline, given as text. */
export const closed = (given: string): Shape => outline(trace(given));
/** An open line from its right half, given as text. */
export const bow = (given: string): string => arch(trace(given));
/** An open line, given as text. */
export const run = (given: string): string => line(trace(given));

/** A soft band of light (or shade) along a line. */
export function softly(d: string, colour: string, width: number, opacity: number): string {
  return [1, 0.8, 0.6, 0.4, 0.2]
    .map((share) => `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width * share)}" stroke-opacity="${opacity}" stroke-linecap="round"/>`)
    .join("");
}
