import { num } from "../path";

/** A stroke along a path; `extra` is written into the element as it is. */
export const stroke = (d: string, colour: string, width: number, opacity: number, extra = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-opacity="${opacity}"${extra}/>`;
