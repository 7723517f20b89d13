import { num } from "../path";
import type { Sheet } from "../sheet";
import { mix } from "../tint";
import { stroke } from "./stroke";

/** The yellow metal of buckles, studs and eyelets. */
export const BRASS = "#b08d57";
/** The grey metal of zips, buckles and snaps. */
export const STEEL = "#8d9096";
/** The metal of denim's studs, and the colour of the thread that goes with it. */
export const COPPER = "#c58a4a";

/** The metal of a model's hardware, the same in each of its colours. */
export function metalOf(sheet: Sheet): string {
  return sheet.rng() < 0.62 ? BRASS : STEEL;
}

/** A rod of metal along a path: dark rim, body, glint, and a small shadow. */
export function metalRod(d: string, width: number, metal: string): string {
  const round = ' stroke-linecap="round" stroke-linejoin="round"';
  return (
    stroke(d, "#120c10", width + 1.5, 0.28, `${round} transform="translate(1.6 3)"`) +
    stroke(d, mix(metal, "#1d1712", 0.62), width + 1.6, 1, round) +
    stroke(d, metal, width, 1, round) +
    stroke(d, mix(metal, "#fffdf4", 0.78), width * 0.3, 0.85, `${round} transform="translate(${num(-width * 0.14)} ${num(-width * 0.18)})"`)
  );
}

/** A rivet or snap. */
export function rivet(x: number, y: number, radius: number, metal: string): string {
  return (
    `<circle cx="${num(x + 1)}" cy="${num(y + 1.6)}" r="${num(radius)}" fill="#120c10" fill-opacity=".35"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${metal}" stroke="${mix(metal, "#1d1712", 0.62)}" stroke-width=".8"/>` +
    `<circle cx="${num(x - radius * 0.28)}" cy="${num(y - radius * 0.3)}" r="${num(radius * 0.34)}" fill="#fffdf4" fill-opacity=".6"/>`
  );
}

/** A snap or rivet. */
export function snap(x: number, y: number, radius: number, metal = STEEL): string {
  return (
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${metal}" stroke="#26221d" stroke-width=".8" stroke-opacity=".8"/>` +
    `<circle cx="${num(x - radius * 0.2)}" cy="${num(y - radius * 0.2)}" r="${num(radius * 0.45)}" fill="#fff" fill-opacity=".4"/>`
  );
}
