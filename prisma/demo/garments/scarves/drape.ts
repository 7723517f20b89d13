import { beside, type Dot, ribbon } from "../parts/ribbon";
import type { Sheet } from "../sheet";

/** A soft fold that follows a curve, drifting from one share of the width to another; pointed at both ends. */
export function drape(sheet: Sheet, dots: readonly Dot[], width: number, [from, to]: readonly [number, number], thick: number, strength = 1): string {
  const sparse = dots.filter((_, at) => at % 4 === 0 || at === dots.length - 1);
  const way = beside(sparse, (share) => width * (from + (to - from) * share));
  const lit = beside(sparse, (share) => width * (from + (to - from) * share) + thick * 0.62);
  const band = (course: readonly Dot[], share: number, fill: string, opacity: number) =>
    `<path d="${ribbon(course, (at) => thick * share * Math.sin(Math.PI * at) + 0.01).d}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  const { tones, look } = sheet;
  const sheen = (look.texture === "satin" ? 0.11 : 0.05) * tones.lift;
  return (
    [1.4, 0.85, 0.4].map((share) => band(way, share, tones.shade, 0.11 * strength * tones.depth)).join("") +
    [0.9, 0.4].map((share) => band(lit, share, tones.light, 1.4 * sheen * strength)).join("")
  );
}
