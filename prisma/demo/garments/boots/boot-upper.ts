import { feather, type Last } from "../parts/foot";
import { moved, type Pen, trace } from "../parts/pen";

/** The upper's last: the welt stands out a little around it. */
export const within = (welted: Last): Last => ({ ...welted, toe: welted.toe + 6, heel: welted.heel - 4 });

/** The rear of an upper: along the feather under the heel, and on through `rest`. */
export const quarterOf = (last: Last, rest: string) => [...feather(last).slice(-2), ...trace(rest)];

/** A line's points as the text that a pen reads. */
export const points = (line: ReturnType<typeof trace>): string => line.map(([x, y, corner]) => `${x},${y}${corner ? "!" : ""}`).join(" ");

/** A loop of webbing at the back of the opening. */
export function pullTab(pen: Pen, x: number, top: number, base: string): void {
  pen.piece(moved("-9,30! -10,-20 -2,-30 8,-22 9,30!", x, top), { base, texture: "rib", light: "tube", depth: 0.8 });
  pen.piece(moved("-3,-4! -3,-16 0,-20 3,-16 3,-4!", x, top), { base, light: "inside", shadow: false });
}
