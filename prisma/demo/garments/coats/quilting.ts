import { between } from "../../random";
import { leaf, type Point } from "../path";
import type { Sheet } from "../sheet";

/** The creases where quilted cloth is drawn in along a seam; few paths, as a coat has hundreds of creases. */
export function puckers(sheet: Sheet, from: Point, to: Point, drop: readonly [number, number], count: number): string {
  const [broad, narrow, lit] = [[], [], []] as [string[], string[], string[]];
  for (let made = 0; made < count; made += 1) {
    const share = (made + between(sheet.rng, 0, 1)) / count;
    const start: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const reach = between(sheet.rng, 0.3, 1);
    const end: Point = [start[0] + drop[0] * reach + between(sheet.rng, -9, 9), start[1] + drop[1] * reach];
    const bend = between(sheet.rng, -3, 3);
    broad.push(leaf(start, end, bend, 7 * reach));
    narrow.push(leaf(start, end, bend, 3 * reach));
    lit.push(leaf([start[0] - 6, start[1]], [end[0] - 5, end[1]], bend, 4 * reach));
  }
  const { shade, light, depth, lift } = sheet.tones;
  const path = (leaves: readonly string[], fill: string, opacity: number) =>
    `<path d="${leaves.join("")}" fill="${fill}" fill-opacity="${opacity.toFixed(3)}"/>`;
  return path(broad, shade, 0.1 * depth) + path(narrow, shade, 0.14 * depth) + path(lit, light, 0.13 * lift);
}

/** The roundness of a filled channel from a to b: light on its crown, shade towards the lower seam. */
export function crown(sheet: Sheet, a: Point, b: Point, up: readonly [number, number]): string {
  const { shade, light, depth, lift } = sheet.tones;
  const raised = (share: number): [Point, Point] => [
    [a[0] + up[0] * share, a[1] + up[1] * share],
    [b[0] + up[0] * share, b[1] + up[1] * share],
  ];
  const high = Math.hypot(up[0], up[1]);
  const bands = [1, 0.66, 0.36];
  const glow = bands.map((share) => `<path d="${leaf(...raised(0.66), 0, high * 0.34 * share)}" fill="${light}" fill-opacity="${(0.085 * lift).toFixed(3)}"/>`);
  const dusk = bands.map((share) => `<path d="${leaf(...raised(0.04), 0, high * 0.4 * share)}" fill="${shade}" fill-opacity="${(0.12 * depth).toFixed(3)}"/>`);
  return glow.join("") + dusk.join("");
}
