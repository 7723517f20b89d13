import { type Box, line, num, outline, type Point } from "./path";
import { closeUp, type PieceOptions, type Sheet } from "./sheet";
import { glossOf } from "./textures";
import { lightness, mix } from "./tint";

export const BRASS = "#b08d57";
export const STEEL = "#8d9096";
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

/** The line from its end to its beginning. */
export function reversed(given: Line): Point[] {
  return trace(given).reverse();
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

/** Draws a pair: one shoe at [x, y] and its fellow behind it, moved by `behind`. */
export function drawPair(sheet: Sheet, [x, y]: readonly [number, number], behind: readonly [number, number], draw: (pen: Pen) => void): void {
  const dx = sheet.isBack ? -behind[0] : behind[0];
  const left = sheet.isBack ? -x : x;
  const far = new Pen(sheet, left + dx, y + behind[1]);
  draw(far);
  sheet.mark(far.shadeFrom(-dx, -behind[1]));
  draw(new Pen(sheet, left, y));
}

/** The frame around a spot of the near shoe of a pair, given in the pen's coordinates. */
export function spot(sheet: Sheet, [x, y]: readonly [number, number], point: readonly [number, number], width: number): Box {
  return closeUp((sheet.isBack ? -1 : 1) * (x + point[0]), y + point[1], width);
}

/** The form a shoe is built on, in profile. */
export type Last = {
  toe: number;
  ball: number;
  heel: number;
  /** How high the heel lifts the foot, and how far the toe springs off the ground. */
  lift: number;
  spring: number;
  /** Thickness of the sole. */
  sole: number;
  /** Where the heel begins, and where it stands on the ground. */
  breast: number;
  stand: readonly [number, number];
  /** The underside between ball and heel where it is no plain slope: a high heel's arch. */
  arch?: string;
};

/** The underside from the ball up to a low heel. */
const slope = ({ ball, breast, lift }: Last): Point[] => [
  [ball + (breast - ball) * 0.5, -lift * 0.44],
  [breast, -lift],
];

/** The line along the underside of the foot from toe to heel, `up` px above the sole's lower edge. */
export function feather(last: Last, up = last.sole): Point[] {
  const { toe, ball, heel, lift, spring, breast } = last;
  const inset = up * 0.25;
  const steep = last.arch ? 0.2 : (lift * 0.25) / (breast - ball);
  return [
    [toe + inset, -spring - up, 1],
    [toe + (ball - toe) * 0.45, -spring * 0.32 - up],
    [ball, -up],
    ...moved(last.arch ?? slope(last), 0, -up),
    [heel - inset, -lift - up - (heel - breast) * steep, 1],
  ];
}

/** The upper: from the toe along the feather to the heel, and on through `rest` back to the toe. */
export function upperOf(last: Last, rest: Line): Point[] {
  return [...feather(last), ...trace(rest)];
}

/** The colour of a leather sole: natural under pale shoes, dark under dark ones. */
export function soleTone(sheet: Sheet): string {
  return lightness(sheet.look.base) > 0.6 ? "#8f6a48" : lightness(sheet.look.base) > 0.3 ? "#4a3325" : "#2b2422";
}

type HeelOptions = { base?: string; layers?: number; waist?: number; texture?: PieceOptions["texture"] };

/** The heel under the shoe; `waist` draws its sides in, `layers` are the lifts of a stacked heel. */
export function drawHeel(pen: Pen, last: Last, { base = soleTone(pen.sheet), layers = 0, waist = 0, texture = "smooth" }: HeelOptions = {}): void {
  const { breast, heel, lift, stand } = last;
  const back = (feather(last, 0).at(-1) as Point)[1];
  const across = (y: number, strength: number) =>
    pen.seam(
      [
        [Math.min(stand[0], breast) - 20, -y],
        [heel + 20, -y],
      ],
      strength,
    );
  const lifts = Array.from({ length: layers }, (_, made) => across((lift * (made + 1)) / (layers + 1), 0.4)).join("");
  pen.piece(
    [
      [breast - lift * 0.06, -lift - 1, 1],
      [heel - 2, back - 1, 1],
      [(heel * 2 + stand[1]) / 3 - waist * 0.9, back * 0.62],
      [stand[1] - waist * 0.2, back * 0.24],
      [stand[1], 0, 1],
      [stand[0], 0, 1],
      [stand[0] + waist * 0.1, -lift * 0.3],
      [(breast + stand[0] * 2) / 3 + waist * 0.2, -lift * 0.7],
    ],
    { base, texture, light: "tube", depth: 0.9, within: lifts + across(Math.min(7, lift * 0.25), 0.9) },
  );
}

/** The sole's edge, with the welt and its stitches where there is one. */
export function drawSole(pen: Pen, last: Last, options: PieceOptions & { welt?: string } = {}): void {
  const under = feather(last, 0);
  pen.piece([...under, ...feather(last).reverse()], { base: soleTone(pen.sheet), texture: "smooth", light: "flat", depth: 0.8, ...options });
  if (!options.welt) return;
  const row = feather(last, last.sole - 3).slice(0, -1);
  pen.mark(pen.seam(feather(last, last.sole * 0.5), 0.5), pen.stitch(row, options.welt, 1.2));
}
