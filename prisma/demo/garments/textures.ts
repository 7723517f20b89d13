import { between, seeded } from "../random";
import type { Texture } from "./look";
import { num } from "./path";
import type { Tones } from "./tint";

/** A repeating tile: its size and what is drawn in it. */
export type Tile = { width: number; height: number; marks: string };

const stroke = (d: string, colour: string, width: number, opacity: number): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-opacity="${opacity}"/>`;

/** Short random strokes over a tile: `slant` [from, to] in degrees, `length` [from, to] in px. */
function flecks(name: string, size: number, count: number, slant: [number, number], length: [number, number]): string {
  const rng = seeded(`flecks ${name}`);
  let d = "";
  for (let made = 0; made < count; made += 1) {
    const angle = (between(rng, slant[0], slant[1]) * Math.PI) / 180;
    const reach = between(rng, length[0], length[1]);
    d += `M${num(rng() * size)} ${num(rng() * size)}l${num(Math.cos(angle) * reach)} ${num(Math.sin(angle) * reach)}`;
  }
  return d;
}

function fleckTile(
  name: string,
  tones: Tones,
  size: number,
  count: number,
  slant: [number, number],
  length: [number, number],
  width: number,
  opacity: number,
): Tile {
  const dark = stroke(flecks(`${name} dark`, size, count, slant, length), tones.shade, width, opacity);
  const pale = stroke(flecks(`${name} pale`, size, count, slant, length), tones.light, width, opacity * tones.lift);
  return { width: size, height: size, marks: dark + pale };
}

/** Lays a small motif side by side to a large tile: one path of many strokes is painted far faster than many tiny tiles. */
function laid(motif: string, stepX: number, stepY: number, across: number, down: number): string {
  let d = "";
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) d += motif.replace("@", `M${num(column * stepX)} ${num(row * stepY)}`);
  }
  return d;
}

function knitTile(tones: Tones): Tile {
  const vees = laid("@m.5 -.5l2.5 5.500l2.5 -5.5", 6, 6, 16, 16);
  const glints = laid("@m.5 -2.500l2.5 5.500l2.5 -5.5", 6, 6, 16, 16);
  return { width: 96, height: 96, marks: stroke(vees, tones.shade, 1.3, 0.34) + stroke(glints, tones.light, 0.9, 0.3) };
}

/** Ridges down the cloth, every `step` px. */
function ridgeTile(tones: Tones, step: number, width: number, strength: number): Tile {
  const ridges = (by: number) => laid(`@m${by} 0v96`, step, 96, Math.round(96 / step), 1);
  const marks = stroke(ridges(width / 2), tones.shade, width, strength) + stroke(ridges(step * 0.72), tones.light, step * 0.25, strength * 0.8);
  return { width: 96, height: 96, marks };
}

function denimTile(tones: Tones): Tile {
  const twill = laid("@l96 -96M0 0", 0, 6, 1, 33);
  const pale = laid("@m0 3l96 -96M0 0", 0, 6, 1, 33);
  return { width: 96, height: 96, marks: stroke(twill, tones.shade, 1.3, 0.3) + stroke(pale, "#ffffff", 0.8, 0.15) };
}

function weaveTile(tones: Tones, cell: number, strength: number): Tile {
  const half = cell / 2;
  const count = 48 / cell;
  const checks = laid(`@h${half}v${half}h-${half}zm${half} ${half}h${half}v${half}h-${half}z`, cell, cell, count, count);
  return { width: 48, height: 48, marks: `<path d="${checks}" fill="${tones.shade}" fill-opacity="${strength}"/>` };
}

function strawTile(tones: Tones): Tile {
  const plait = (by: number) => laid(`@m0 ${by}l6 3.500l6 -3.5`, 12, 8, 8, 12);
  const marks = stroke(plait(2.5), tones.shade, 1.7, 0.42) + stroke(plait(6), tones.shade, 1.4, 0.24) + stroke(plait(0.8), tones.light, 0.9, 0.5);
  return { width: 96, height: 96, marks };
}

/** Surfaces that look the same whichever way the cloth is turned. */
const UNDIRECTED: ReadonlySet<Texture> = new Set(["poplin", "crepe", "linen", "wool", "suede", "leather", "canvas", "nylon"]);

export function hasDirection(texture: Texture): boolean {
  return !UNDIRECTED.has(texture);
}

/** The tile of a cloth's surface; null for one that shows none at that distance. */
export function textureTile(texture: Texture, tones: Tones, isClose: boolean): Tile | null {
  if (!isClose && (texture === "poplin" || texture === "jersey" || texture === "crepe" || texture === "nylon")) return null;
  switch (texture) {
    case "smooth":
    case "satin":
      return null;
    case "jersey":
      return ridgeTile(tones, 3, 1, 0.13);
    case "poplin":
      return weaveTile(tones, 3, 0.06);
    case "crepe":
      return fleckTile("crepe", tones, 80, 300, [0, 180], [1, 2.4], 0.9, 0.13);
    case "nylon":
      return fleckTile("nylon", tones, 80, 110, [85, 95], [3, 8], 0.5, 0.1);
    case "linen": {
      const across = fleckTile("linen across", tones, 96, 100, [-1, 1], [8, 26], 0.8, 0.17);
      const down = fleckTile("linen down", tones, 96, 100, [89, 91], [8, 26], 0.8, 0.15);
      return { ...across, marks: across.marks + down.marks };
    }
    case "wool":
      return fleckTile("wool", tones, 80, 380, [20, 160], [2, 5], 0.9, 0.18);
    case "suede":
      return fleckTile("suede", tones, 80, 480, [30, 80], [1, 3], 0.9, 0.15);
    case "leather":
      return fleckTile("leather", tones, 80, 240, [0, 180], [1, 3], 0.8, 0.13);
    case "knit":
    case "cable":
      return knitTile(tones);
    case "rib":
      return ridgeTile(tones, 6, 2.6, 0.34);
    case "denim":
      return denimTile(tones);
    case "corduroy":
      return ridgeTile(tones, 8, 2.8, 0.4);
    case "canvas":
      return weaveTile(tones, 6, 0.14);
    case "straw":
      return strawTile(tones);
  }
}

/** How strongly a surface throws back the light: 0 matt to 1 satin. */
export function glossOf(texture: Texture): number {
  if (texture === "satin") return 1;
  if (texture === "leather") return 0.8;
  if (texture === "nylon") return 0.6;
  return texture === "smooth" ? 0.4 : 0.12;
}
