import { line, num, outline, type Point } from "../path";
import type { PieceOptions, Sheet } from "../sheet";
import { glossOf } from "../textures";
import { lightness, mix } from "../tint";
import { STEEL } from "./metal";

/** The leather that shoes are lined with. */
export const LINING = "#cdb08a";

/** A line given as its points, or as text: "x,y x,y! x,y", where "!" makes a corner. */
export type Line = string | readonly Point[];

/** The points of a line. */
export function trace(given: Line): Point[] {
  if (typeof given !== "string") return [...given];
  return given.split(" ").map((pair): Point => {
    const [x, y] = pair.replace("!", "").split(",").map(Number) as [number, number];
    return pair.endsWith("!") ? [x, y, 1] : [x, y];
  });
}

/** The line moved by dx, dy. */
export function moved(given: Line, dx: number, dy: number): Point[] {
  return trace(given).map(([x, y, corner]): Point => (corner === 1 ? [x + dx, y + dy, 1] : [x + dx, y + dy]));
}

/** Draws one shoe in profile, toe to the left: x runs from the toe to the heel, y upwards from the ground is negative. */
export class Pen {
  private readonly solid: string[] = [];
  private readonly way: 1 | -1;

  constructor(
    readonly sheet: Sheet,
    private readonly x: number,
    private readonly y: number,
  ) {
    // The back view is the shoe's other side: its mirror image.
    this.way = sheet.isBack ? -1 : 1;
  }

  at(point: Point): Point {
    const [x, y] = [this.x + this.way * point[0], this.y + point[1]];
    return point[2] === 1 ? [x, y, 1] : [x, y];
  }

  path(given: Line): string {
    return line(trace(given).map((point) => this.at(point)));
  }

  piece(given: Line, options: PieceOptions = {}): void {
    const shape = outline(trace(given).map((point) => this.at(point)));
    if (options.shadow !== false) this.solid.push(shape.d);
    this.sheet.piece(shape, { printed: false, ...options, angle: this.way * (options.angle ?? 0) });
  }

  mark(...svg: string[]): void {
    this.sheet.mark(...svg);
  }

  seam(given: Line, strength = 1): string {
    return this.sheet.seam(this.path(given), strength);
  }

  stitch(given: Line, colour?: string, width?: number): string {
    return this.sheet.stitch(this.path(given), colour, width);
  }

  fold(a: Point, b: Point, bend: number, width: number, strength = 1): string {
    return this.sheet.fold(this.at(a), this.at(b), bend * this.way, width, strength);
  }

  /** A soft band of light along a line, sharper on polished leather. */
  glow(given: Line, width: number, strength = 1): string {
    const shine = 0.04 + 0.085 * glossOf(this.sheet.look.texture);
    return this.band(given, width, this.sheet.tones.light, shine * strength * this.sheet.tones.lift);
  }

  /** A soft band of shade along a line. */
  dusk(given: Line, width: number, strength = 1): string {
    return this.band(given, width, this.sheet.tones.shade, 0.06 * strength * this.sheet.tones.depth);
  }

  /** Strokes one over the other; the wider ones end a little earlier, so that the ends fade as the sides do. */
  private band(given: Line, width: number, colour: string, opacity: number): string {
    const points = trace(given);
    const [first, last] = [points[0] as Point, points.at(-1) as Point];
    const shrink = Math.min(0.35, (width * 0.9) / (Math.hypot(last[0] - first[0], last[1] - first[1]) + 1));
    const [mx, my] = [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2];
    return [1, 0.8, 0.6, 0.4, 0.22]
      .map((share) => {
        const keep = 1 - shrink * share;
        const d = this.path(points.map(([x, y]): Point => [mx + (x - mx) * keep, my + (y - my) * keep]));
        return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width * share)}" stroke-opacity="${opacity.toFixed(3)}" stroke-linecap="round"/>`;
      })
      .join("");
  }

  /** A cord or lace along a line. */
  cord(given: Line, colour: string, width: number): string {
    const d = this.path(given);
    const stroke = (paint: string, wide: number, opacity: number, shift = "") =>
      `<path d="${d}" fill="none" stroke="${paint}" stroke-width="${num(wide)}" stroke-opacity="${opacity}" stroke-linecap="round"${shift}/>`;
    return (
      stroke("#120d12", width + 1, 0.3, ` transform="translate(.8 1.8)"`) +
      stroke(mix(colour, "#120d12", 0.5), width + 1.2, 0.9) +
      stroke(colour, width, 1) +
      stroke("#ffffff", width * 0.3, lightness(colour) > 0.5 ? 0.5 : 0.2, ` transform="translate(-.4 -.8)"`)
    );
  }

  /** A metal eyelet. */
  eyelet(point: Point, radius: number, metal = STEEL): string {
    const [x, y] = this.at(point);
    const circle = (r: number, fill: string, stroke = "none") =>
      `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="${fill}" stroke="${stroke}" stroke-width=".7"/>`;
    return circle(radius, metal, mix(metal, "#15110f", 0.55)) + circle(radius * 0.5, "#15110f");
  }

  /** The shade that the same shoe, moved by dx, dy, throws on this one; cut off at this one's outline. */
  shadeFrom(dx: number, dy: number): string {
    const d = this.solid.join("");
    const id = `cast${num(this.x)}`.replaceAll(/\W/g, "_");
    const halo = [48, 40, 33, 26, 20, 14, 9, 5]
      .map((width) => `<path d="${d}" fill="none" stroke="#140f14" stroke-width="${width}" stroke-opacity=".036"/>`)
      .join("");
    return (
      `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})"><path d="${d}" fill="#140f14" fill-opacity=".05"/>` +
      `<g transform="translate(${num(dx + this.way * 3)} ${num(dy + 2)})">${halo}</g></g>`
    );
  }
}
