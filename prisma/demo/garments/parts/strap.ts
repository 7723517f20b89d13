import { line } from "../path";
import type { PieceOptions, Sheet } from "../sheet";
import { lightness, mix } from "../tint";
import { beside, type Dot, ribbon } from "./ribbon";
import { stroke } from "./stroke";

/** Marks inside a piece that round it along a curve: light on its back, shade along its sides. */
export function rounding(sheet: Sheet, dots: readonly Dot[], width: number, base = sheet.look.base): string {
  const lit = line(beside(dots, -width * 0.12));
  const strength = lightness(base) < 0.3 ? 0.11 : 0.15;
  return [0.62, 0.4, 0.18].map((share) => stroke(lit, mix(base, "#fffaf2", 0.8), width * share, strength)).join("");
}

/** The shadow that a band lying along the curve throws on what is under it; goes into `within` of that. */
export function castShadow(dots: readonly Dot[], width: number, strength = 1): string {
  return [14, 8, 3].map((more) => stroke(line(dots), "#120c10", width + more, 0.085 * strength, ' transform="translate(3 5)"')).join("");
}

type StrapOptions = PieceOptions & { tip?: number; stitched?: boolean };

/** A flat leather strap along a curve, rounded by the light, with a row of stitches along both edges. */
export function drawStrap(sheet: Sheet, dots: readonly Dot[], width: number, { tip = 0, stitched = true, ...options }: StrapOptions = {}): void {
  const within = (options.within ?? "") + rounding(sheet, dots, width, options.base);
  sheet.piece(ribbon(dots, width, tip), { light: "flat", depth: 0.34, printed: false, ...options, within });
  if (!stitched) return;
  const thread = threadOn(options.base ?? sheet.look.base);
  for (const side of [-1, 1]) sheet.mark(sheet.stitch(line(beside(dots, (side * (width - 7)) / 2)), thread, 1));
}

/** Thread that shows on leather of that colour. */
export function threadOn(base: string): string {
  return lightness(base) < 0.45 ? mix(base, "#f4e9d8", 0.5) : mix(base, "#2a1a12", 0.45);
}
