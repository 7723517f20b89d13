import { metalRod } from "../parts/metal";
import type { Dot } from "../parts/ribbon";
import { num } from "../path";

/** Its outline; a double one has two prongs. */
export type BuckleShape = "square" | "round" | "double";

/** A buckle around (0, 0) of a strap that runs along x: frame, bar and prong. Placed by the caller's transform. */
export function buckle(long: number, high: number, metal: string, shape: BuckleShape = "square"): string {
  const [x, y] = [long / 2, high / 2];
  const corner = shape === "round" ? Math.min(x, y) : Math.min(x, y) * 0.26;
  const frame =
    `M${num(-x + corner)} ${num(-y)}H${num(x - corner)}Q${num(x)} ${num(-y)} ${num(x)} ${num(-y + corner)}V${num(y - corner)}` +
    `Q${num(x)} ${num(y)} ${num(x - corner)} ${num(y)}H${num(-x + corner)}Q${num(-x)} ${num(y)} ${num(-x)} ${num(y - corner)}V${num(-y + corner)}Q${num(-x)} ${num(-y)} ${num(-x + corner)} ${num(-y)}Z`;
  const gauge = Math.max(3.2, high * 0.085);
  const prongs = shape === "double" ? [-high * 0.17, high * 0.17] : [0];
  // The bar ends on the frame, also where that is rounded.
  const reach = y - corner + Math.sqrt(Math.max(0, corner ** 2 - Math.max(0, x * 0.82 - (x - corner)) ** 2));
  const bar = metalRod(`M${num(x * 0.82)} ${num(-reach)}V${num(reach)}`, gauge * 0.7, metal);
  const pins = prongs.map((at) => metalRod(`M${num(x * 0.84)} ${num(at)}L${num(-x - gauge * 0.2)} ${num(at)}`, gauge * 0.72, metal)).join("");
  return bar + metalRod(frame, gauge, metal) + pins;
}

/** A drawing around (0, 0) put at a dot and turned to its heading. */
export const placed = (svg: string, [x, y]: Dot, [hx, hy]: Dot): string =>
  `<g transform="translate(${num(x)} ${num(y)}) rotate(${num((Math.atan2(hy, hx) * 180) / Math.PI)})">${svg}</g>`;

/** Punched holes along the end of a strap: dark, with light on the lower rim. */
export function holes(dots: readonly Dot[], from: number, step: number, count: number, radius: number): string {
  let svg = "";
  for (let made = 0; made < count; made += 1) {
    const [x, y] = dots[from - made * step] as Dot;
    svg +=
      `<circle cx="${num(x + 0.7)}" cy="${num(y + 0.9)}" r="${radius}" fill="#fff" fill-opacity=".4"/>` +
      `<circle cx="${num(x)}" cy="${num(y)}" r="${radius}" fill="#15100e"/>`;
  }
  return svg;
}
