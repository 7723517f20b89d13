import { between } from "../../random";
import { line, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { waistband } from "./skirt-band";
import { type SkirtCut, skirtShape } from "./skirt-cut";

/** Knife pleats: each lies a little over the next, its edge in the light and its root in the shade. */
export function drawPleated(sheet: Sheet, cut: SkirtCut): void {
  const count = 2 * Math.round(between(sheet.rng, 8, 11));
  const step = 2 / count;
  const drift = Array.from({ length: count + 1 }, (_, at) => (at === 0 || at === count ? 0 : between(sheet.rng, -0.14, 0.14) * step));
  const edge = (at: number, offset = 0): Point[] => {
    const share = -1 + at * step + offset * step;
    const low = share + (drift[at] ?? 0);
    return [
      [share * (cut.waist + 4), cut.top + cut.band - 6],
      [share * cut.hip, cut.hipY],
      [low * cut.hem, cut.hemY + cut.hemCurve * (1 - low * low) + 12],
    ];
  };
  const strip = (at: number, from: number, to: number) => outline([...edge(at, from), ...edge(at, to).reverse()]).d;
  const { shade, light, depth, lift } = sheet.tones;
  const gloss = sheet.look.texture === "satin" ? 1.6 : 1;
  let within = "";
  for (let at = 0; at <= count; at += 1) {
    for (const reach of [0.66, 0.42, 0.2]) within += `<path d="${strip(at, -reach, 0)}" fill="${shade}" fill-opacity="${(0.17 * depth).toFixed(3)}"/>`;
    for (const reach of [0.34, 0.16]) within += `<path d="${strip(at, 0, reach)}" fill="${light}" fill-opacity="${(0.16 * lift * gloss).toFixed(3)}"/>`;
    if (at > 0 && at < count) within += sheet.seam(line(edge(at)), 0.6);
  }
  const hem = Array.from({ length: count }, (_, at): Point[] => {
    const [left, right] = [edge(at)[2] as Point, edge(at + 1)[2] as Point];
    return [
      [left[0], left[1] - 8, 1],
      [right[0], right[1] - 16, 1],
    ];
  }).flat();
  sheet.piece(skirtShape(cut, hem.reverse()), { within, depth: 0.8 });
  waistband(sheet, cut);
}
