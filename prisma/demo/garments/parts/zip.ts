import { num } from "../path";
import type { Sheet } from "../sheet";
import { mix } from "../tint";
import { STEEL } from "./metal";

/** A zip along a line: tape, teeth and their glint. */
export function zip(sheet: Sheet, d: string, metal = STEEL, width = 6): string {
  const tape = mix(sheet.look.base, "#16131a", 0.5);
  return (
    `<path d="${d}" fill="none" stroke="${tape}" stroke-width="${width + 4}"/>` +
    `<path d="${d}" fill="none" stroke="${mix(metal, "#1b1b1e", 0.45)}" stroke-width="${width * 0.75}"/>` +
    `<path d="${d}" fill="none" stroke="${mix(metal, "#ffffff", 0.4)}" stroke-width="${width * 0.75}" stroke-dasharray="1.5 1.7"/>`
  );
}

/** A zip's slider with its pull hanging from (x, y). */
export function zipPull(x: number, y: number, metal = STEEL, turn = 0): string {
  return (
    `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn)})"><path d="M-4.500 -5h9l-1.500 11h-6z" fill="${metal}" stroke="#26262a" stroke-width=".8"/>` +
    `<path d="M-2.600 5h5.200l1.200 17q-3.800 4 -7.600 0z" fill="${mix(metal, "#ffffff", 0.22)}" stroke="#26262a" stroke-width=".8"/></g>`
  );
}
