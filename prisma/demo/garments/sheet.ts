import { between, type Random, seeded } from "../random";
import type { Look, Texture, View } from "./look";
import { type Box, leaf, num, type Point, type Shape } from "./path";
import { patternTile } from "./patterns";
import { glossOf, hasDirection, type Tile, textureTile } from "./textures";
import { lightness, mix, type Tones, tonesOf } from "./tint";

export const WIDTH = 640;
export const HEIGHT = 800;

/** How a piece of cloth takes the light: round like a body or tube, flat, or seen from the inside. */
type Light = "round" | "tube" | "flat" | "inside";

export type PieceOptions = {
  /** Degrees the cloth is turned on this piece: stripes run with the sleeve. */
  angle?: number;
  light?: Light;
  base?: string;
  texture?: Texture;
  /** False for trims: a plain piece on a printed garment. */
  printed?: boolean;
  /** Drawn inside the piece, over cloth and under the outline. */
  within?: string;
  /** 0..1, how much the edges fall away. */
  depth?: number;
  shadow?: boolean;
};

/** Collects the pieces of one garment, from the lowest to the topmost, and writes them as an SVG document. */
export class Sheet {
  readonly rng: Random;
  readonly tones: Tones;
  private readonly defs: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly marks: string[] = [];
  private readonly shadows: string[] = [];

  constructor(
    readonly look: Look,
    readonly view: View,
  ) {
    this.rng = seeded(`shape ${look.shapeSeed}`);
    this.tones = tonesOf(look.base);
  }

  get isBack(): boolean {
    return this.view === "back";
  }

  private define(key: string, make: (id: string) => string): string {
    const found = this.known.get(key);
    if (found) return found;
    const id = `d${this.known.size}`;
    this.known.set(key, id);
    this.defs.push(make(id));
    return id;
  }

  private tileFill(key: string, tile: Tile | null, angle: number): string | null {
    if (!tile) return null;
    const single = this.define(key, (made) => `<g id="${made}">${tile.marks}</g>`);
    const [across, down] = [repeats(tile.width), repeats(tile.height)];
    let uses = "";
    for (let at = 0; at < across * down; at += 1) {
      uses += `<use href="#${single}" x="${num((at % across) * tile.width)}" y="${num(Math.floor(at / across) * tile.height)}"/>`;
    }
    const id = this.define(
      `${key} ${num(angle)}`,
      (made) =>
        `<pattern id="${made}" patternUnits="userSpaceOnUse" width="${num(tile.width * across)}" height="${num(tile.height * down)}"` +
        `${angle ? ` patternTransform="rotate(${num(angle)})"` : ""}>${uses}</pattern>`,
    );
    return `url(#${id})`;
  }

  private gradient(box: Box, angle: number, tones: Tones, light: Light, depth: number, gloss: number): string {
    const turn = (angle * Math.PI) / 180;
    const [mx, my] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const [wide, high] = [box.right - box.left, box.bottom - box.top];
    const reach = (light === "tube" ? Math.min(wide, high) * 0.42 : wide / 2) + 1;
    const [dx, dy] = [Math.cos(turn) * reach, Math.sin(turn) * reach];
    const dark = 0.36 * depth * tones.depth;
    const pale = (0.1 + 0.2 * gloss) * depth * tones.lift;
    const stop = (offset: number, colour: string, opacity: number) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity.toFixed(3)}"/>`;
    const stops =
      stop(0, tones.shade, dark) +
      stop(0.07, tones.shade, dark * 0.55) +
      stop(0.17, tones.shade, dark * 0.16) +
      stop(0.25, tones.shade, 0) +
      stop(0.25, tones.light, 0) +
      stop(0.36, tones.light, pale) +
      stop(0.5, tones.light, pale * 0.3) +
      stop(0.6, tones.light, 0) +
      stop(0.6, tones.shade, 0) +
      stop(0.8, tones.shade, dark * 0.2) +
      stop(0.92, tones.shade, dark * 0.6) +
      stop(1, tones.shade, dark * 1.15);
    return this.define(
      `light ${num(mx)} ${num(my)} ${num(dx)} ${num(dy)} ${tones.base} ${depth}`,
      (id) =>
        `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${num(mx - dx)}" y1="${num(my - dy)}" x2="${num(mx + dx)}" y2="${num(my + dy)}">${stops}</linearGradient>`,
    );
  }

  /** The light from above: the lower part of a piece is a shade darker. */
  private fall(box: Box, tones: Tones): string {
    return this.define(
      `fall ${num(box.top)} ${num(box.bottom)} ${tones.base}`,
      (id) =>
        `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${num(box.top)}" x2="0" y2="${num(box.bottom)}">` +
        `<stop offset="0" stop-color="${tones.light}" stop-opacity=".1"/><stop offset=".35" stop-color="${tones.light}" stop-opacity="0"/>` +
        `<stop offset=".35" stop-color="${tones.shade}" stop-opacity="0"/><stop offset="1" stop-color="${tones.shade}" stop-opacity="${(0.17 * tones.depth).toFixed(3)}"/></linearGradient>`,
    );
  }

  /** Lays down one piece of cloth. */
  piece(shape: Shape, options: PieceOptions = {}): void {
    const { angle = 0, light = "round", depth = 1 } = options;
    const plain = options.printed === false;
    const tones = options.base ? tonesOf(options.base) : this.tones;
    const texture = options.texture ?? this.look.texture;
    const clip = this.define(`clip ${shape.d}`, (id) => `<clipPath id="${id}"><path d="${shape.d}"/></clipPath>`);
    const fill = (paint: string | null, extra = "") => (paint ? `<path d="${shape.d}" fill="${paint}"${extra}/>` : "");
    const print = plain ? null : this.tileFill("print", patternTile(this.look, seeded(`print ${this.look.shapeSeed}`)), angle);
    const surface = this.tileFill(`surface ${texture} ${tones.base}`, textureTile(texture, tones, this.view === "detail"), hasDirection(texture) ? angle : 0);
    let svg = `<g clip-path="url(#${clip})">${fill(tones.base)}${fill(print)}${fill(surface)}`;
    if (light === "inside") svg += fill(tones.shade, ` fill-opacity="${lightness(tones.base) > 0.78 ? 0.34 : 0.5}"`);
    else if (light !== "flat")
      svg += fill(`url(#${this.gradient(shape.box, angle, tones, light, depth, glossOf(texture))})`) + fill(`url(#${this.fall(shape.box, tones)})`);
    svg += options.within ?? "";
    svg += `${this.edge(shape, tones, depth)}</g>`;
    svg += `<path d="${shape.d}" fill="none" stroke="${tones.line}" stroke-width="1.1" stroke-opacity=".75" stroke-linejoin="round"/>`;
    this.marks.push(svg);
    if (options.shadow !== false) this.shadows.push(shape.d);
  }

  private edge({ d, box }: Shape, tones: Tones, depth: number): string {
    const extent = Math.min(box.right - box.left, box.bottom - box.top);
    return (extent > 60 ? [22, 12, 5] : [7, 3])
      .map(
        (width) => `<path d="${d}" fill="none" stroke="${tones.shade}" stroke-width="${width}" stroke-opacity="${(0.075 * depth * tones.depth).toFixed(3)}"/>`,
      )
      .join("");
  }

  /** Adds finished marks on top of the pieces so far. */
  mark(...svg: string[]): void {
    this.marks.push(...svg);
  }

  /** A soft fold from a to b; goes into `within` of a piece or, over several pieces, into mark(). */
  fold(a: Point, b: Point, bend: number, width: number, strength = 1): string {
    const gloss = glossOf(this.look.texture);
    const dark = [1.5, 1.1, 0.75, 0.45, 0.2].map(
      (share) => `<path d="${leaf(a, b, bend, width * share)}" fill="${this.tones.shade}" fill-opacity="${(0.058 * strength * this.tones.depth).toFixed(3)}"/>`,
    );
    const shift = width * 0.85;
    const lit = [1, 0.6, 0.28].map(
      (share) =>
        `<path d="${leaf([a[0] - shift, a[1]], [b[0] - shift, b[1]], bend, width * share)}" fill="${this.tones.light}" fill-opacity="${((0.055 + gloss * 0.16) * strength * this.tones.lift).toFixed(3)}"/>`,
    );
    return dark.join("") + lit.join("");
  }

  /** A few folds fanning from one point, each a little different. */
  fan(from: Point, tips: readonly Point[], width: number, strength = 1): string {
    return tips.map((tip) => this.fold(from, tip, between(this.rng, -5, 5), width * between(this.rng, 0.7, 1.2), strength)).join("");
  }

  /** A seam: a dark line with its light beside it, so that it shows on black too. */
  seam(d: string, strength = 1): string {
    const glint = lightness(this.look.base) < 0.3 ? 0.34 : 0.3;
    return (
      `<path d="${d}" fill="none" stroke="${this.tones.light}" stroke-width="1.3" stroke-opacity="${glint * strength}" transform="translate(-1 1.1)"/>` +
      `<path d="${d}" fill="none" stroke="${this.tones.line}" stroke-width="1.15" stroke-opacity="${0.78 * strength}" stroke-linecap="round"/>`
    );
  }

  /** A row of stitches. */
  stitch(d: string, colour = this.tones.thread, width = 1.1): string {
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="4.2 2.6" stroke-opacity=".85"/>`;
  }

  /** The garment on a transparent sheet. `frame` is the part that the photo shows. */
  toSvg(frame: Box): string {
    return `${open(frame, WIDTH, HEIGHT)}<defs>${this.defs.join("")}</defs>${this.marks.join("")}</svg>`;
  }

  /** The paper ground with the garment's shadows; soft all over, so that a quarter of the size is enough. */
  toGround(frame: Box): string {
    const setting = seeded(`ground ${this.look.shapeSeed} ${this.view}`);
    const paper = mix("#efece6", pickPaper(setting()), 0.5);
    const shadow = this.shadows.map((d) => `<path d="${d}"/>`).join("");
    const layer = (blur: string, fill: string, opacity: number, x: number, y: number) =>
      `<g filter="url(#${blur})" fill="${fill}" opacity="${opacity}" transform="translate(${x} ${y})">${shadow}</g>`;
    return (
      open(frame, WIDTH / 4, HEIGHT / 4) +
      `<defs>${groundDefs(paper, frame)}</defs><rect x="-400" y="-100" width="800" height="1000" fill="url(#paper)"/>` +
      `${layer("far", "#43362c", 0.36, 7, 13)}${layer("near", "#2c211b", 0.4, 1.5, 3.5)}</svg>`
    );
  }
}

function open(frame: Box, width: number, height: number): string {
  const box = [frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top].map(num).join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}">`;
}

/** How often a tile is laid side by side: large tiles on whole pixels are painted an order of magnitude faster. */
function repeats(size: number): number {
  for (let count = Math.ceil(56 / size); count < 200; count += 1) {
    const total = size * count;
    if (Math.abs(total - Math.round(total / 4) * 4) < 0.001) return count;
  }
  return Math.ceil(56 / size);
}

function pickPaper(share: number): string {
  return share < 0.4 ? "#f1eee9" : share < 0.7 ? "#ebe8e3" : "#efe9df";
}

function groundDefs(paper: string, frame: Box): string {
  const zoom = WIDTH / (frame.right - frame.left);
  const region = `x="${num(frame.left - 16)}" y="${num(frame.top - 16)}" width="${num(frame.right - frame.left + 32)}" height="${num(frame.bottom - frame.top + 32)}"`;
  const blur = (id: string, size: number) =>
    `<filter id="${id}" filterUnits="userSpaceOnUse" ${region} color-interpolation-filters="sRGB">` +
    `<feGaussianBlur stdDeviation="${num(size / Math.sqrt(zoom))}"/></filter>`;
  return (
    `<radialGradient id="paper" gradientUnits="userSpaceOnUse" cx="-70" cy="300" r="640"><stop offset="0" stop-color="${mix(paper, "#ffffff", 0.42)}"/>` +
    `<stop offset=".6" stop-color="${paper}"/><stop offset="1" stop-color="${mix(paper, "#8d8273", 0.24)}"/></radialGradient>${blur("far", 12)}${blur("near", 3)}`
  );
}

/** The frame of the whole sheet. */
export const WHOLE: Box = { left: -WIDTH / 2, top: 0, right: WIDTH / 2, bottom: HEIGHT };

/** A 4:5 frame around a point, `width` px wide. */
export function closeUp(x: number, y: number, width: number): Box {
  const half = width / 2;
  return { left: x - half, top: y - half * 1.25, right: x + half, bottom: y + half * 1.25 };
}
