import { between } from "../random";
import { type Box, line, num, outline, type Point, type Shape } from "./path";
import { closeUp, type PieceOptions, type Sheet } from "./sheet";
import { lightness, mix } from "./tint";

type Dot = readonly [number, number];
/** Width along a ribbon: the same all the way, or told by the share (0..1) of the way. */
type Width = number | ((share: number) => number);

const BRASS = "#b08d57";
const STEEL = "#8d9096";

/** The metal of a model's hardware, the same in each of its colours. */
export function metalOf(sheet: Sheet): string {
  return sheet.rng() < 0.62 ? BRASS : STEEL;
}

/** Dense points along the smooth curve through the given ones (Catmull-Rom), `per` to a span. */
export function sampled(points: readonly Dot[], per = 5): Dot[] {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] as Dot;
  const dots: Dot[] = [];
  for (let span = 0; span < points.length - 1; span += 1) {
    const [p, a, b, q] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const blend = (t: number, axis: 0 | 1) =>
      0.5 *
      (2 * a[axis] +
        (b[axis] - p[axis]) * t +
        (2 * p[axis] - 5 * a[axis] + 4 * b[axis] - q[axis]) * t * t +
        (3 * a[axis] - p[axis] - 3 * b[axis] + q[axis]) * t * t * t);
    for (let made = 0; made < per; made += 1) dots.push([blend(made / per, 0), blend(made / per, 1)]);
  }
  dots.push(at(points.length - 1));
  return dots;
}

/** The unit direction of a dense curve at one of its points. */
export function heading(dots: readonly Dot[], at: number): Dot {
  const [a, b] = [dots[Math.max(0, at - 1)] as Dot, dots[Math.min(dots.length - 1, at + 1)] as Dot];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** A dense curve moved sideways; `by` > 0 to the right of its way as seen on the sheet's y-down plane. */
export function beside(dots: readonly Dot[], by: Width): Dot[] {
  return dots.map(([x, y], at) => {
    const [hx, hy] = heading(dots, at);
    const reach = typeof by === "number" ? by : by(at / (dots.length - 1));
    return [x - hy * reach, y + hx * reach];
  });
}

/** The outline of a band along a dense curve; `tip` px of point at its end. */
export function ribbon(dots: readonly Dot[], width: Width, tip = 0): Shape {
  const half = (sign: number): Width => (typeof width === "number" ? (sign * width) / 2 : (share) => (sign * width(share)) / 2);
  const ended = (edge: readonly Dot[]): Point[] => edge.map(([x, y], at): Point => (at === 0 || at === edge.length - 1 ? [x, y, 1] : [x, y]));
  const last = dots[dots.length - 1] as Dot;
  const [hx, hy] = heading(dots, dots.length - 1);
  const point: Point[] = tip ? [[last[0] + hx * tip, last[1] + hy * tip]] : [];
  return outline([...ended(beside(dots, half(-1))), ...point, ...ended(beside(dots, half(1))).reverse()]);
}

const stroke = (d: string, colour: string, width: number, opacity: number, extra = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-opacity="${opacity}"${extra}/>`;

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

export type StrapOptions = PieceOptions & { tip?: number; stitched?: boolean };

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

/** A rod of metal along a path: dark rim, body, glint, and a small shadow. */
export function metalRod(d: string, width: number, metal: string): string {
  const round = ' stroke-linecap="round" stroke-linejoin="round"';
  return (
    stroke(d, "#120c10", width + 1.5, 0.28, `${round} transform="translate(1.6 3)"`) +
    stroke(d, mix(metal, "#1d1712", 0.62), width + 1.6, 1, round) +
    stroke(d, metal, width, 1, round) +
    stroke(d, mix(metal, "#fffdf4", 0.78), width * 0.3, 0.85, `${round} transform="translate(${num(-width * 0.14)} ${num(-width * 0.18)})"`)
  );
}

/** A rivet or snap. */
export function rivet(x: number, y: number, radius: number, metal: string): string {
  return (
    `<circle cx="${num(x + 1)}" cy="${num(y + 1.6)}" r="${num(radius)}" fill="#120c10" fill-opacity=".35"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${metal}" stroke="${mix(metal, "#1d1712", 0.62)}" stroke-width=".8"/>` +
    `<circle cx="${num(x - radius * 0.28)}" cy="${num(y - radius * 0.3)}" r="${num(radius * 0.34)}" fill="#fffdf4" fill-opacity=".6"/>`
  );
}

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

const placed = (svg: string, [x, y]: Dot, [hx, hy]: Dot): string =>
  `<g transform="translate(${num(x)} ${num(y)}) rotate(${num((Math.atan2(hy, hx) * 180) / Math.PI)})">${svg}</g>`;

/** Punched holes along the end of a strap: dark, with light on the lower rim. */
function holes(dots: readonly Dot[], from: number, step: number, count: number, radius: number): string {
  let svg = "";
  for (let made = 0; made < count; made += 1) {
    const [x, y] = dots[from - made * step] as Dot;
    svg +=
      `<circle cx="${num(x + 0.7)}" cy="${num(y + 0.9)}" r="${radius}" fill="#fff" fill-opacity=".4"/>` +
      `<circle cx="${num(x)}" cy="${num(y)}" r="${radius}" fill="#15100e"/>`;
  }
  return svg;
}

/** A keeper loop across the strap. */
function keeper(sheet: Sheet, dots: readonly Dot[], at: number, width: number, long: number): void {
  const [x, y] = dots[at] as Dot;
  const [hx, hy] = heading(dots, at);
  const across: Dot[] = [
    [x + hy * (width / 2 + 2.5), y - hx * (width / 2 + 2.5)],
    [x, y],
    [x - hy * (width / 2 + 2.5), y + hx * (width / 2 + 2.5)],
  ];
  sheet.piece(ribbon(across, long), { light: "flat", depth: 0.9, printed: false, within: rounding(sheet, across, long) });
}

/** A slim belt rolled loosely: a spiral from the buckle at the outer end to the tip inside. */
function slimBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const width = between(rng, 24, 28);
  const way = rng() < 0.5 ? 1 : -1;
  const turns = between(rng, 1.72, 1.95);
  const spiral: Dot[] = [];
  for (let step = 0; step <= 60; step += 1) {
    const share = step / 60;
    const angle = Math.PI * (0.5 - share * turns * 2);
    const reach = 196 - 122 * share ** 0.9;
    spiral.push([way * Math.cos(angle) * reach, 400 + Math.sin(angle) * reach * 1.08]);
  }
  // The buckle's end lies straight, as its stiff leather does.
  const start: Dot[] = [
    [way * -112, 610],
    [way * -54, 612],
  ];
  const dots = sampled([...start, ...spiral], 4);
  const last = dots.length - 1;
  drawStrap(sheet, dots, width, { tip: 16 });
  sheet.mark(holes(dots, last - 4, 6, 5, 2.2));
  keeper(sheet, dots, 10, width, 11);
  const head = heading(dots, 0);
  const shape: BuckleShape = rng() < 0.55 ? "square" : "round";
  sheet.mark(placed(buckle(40, width + 18, metal, shape), dots[0] as Dot, [-head[0], -head[1]]));
  return sheet.view === "detail" ? closeUp(way * -30, 560, 256) : closeUp(0, 402, 512);
}

/** A wide belt fastened: the inside of its back is seen over the front with the large buckle. */
function wideBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const [reach, sweep] = [190, between(rng, 74, 92)];
  const high = between(rng, 92, 112);
  const middle = 400 - high / 2;
  const arc = (sign: 1 | -1, lower: number, narrow = 1): Dot[] =>
    Array.from({ length: 25 }, (_, step) => {
      const angle = Math.PI * (1 - step / 24);
      return [Math.cos(angle) * reach * narrow, middle + sign * Math.sin(angle) * sweep + lower] as const;
    });
  const band = (top: readonly Dot[], bottom: readonly Dot[]): Shape => outline(cornered([...top], [...bottom]));
  const lining = mix(sheet.look.base, "#b89a78", lightness(sheet.look.base) < 0.3 ? 0.34 : 0.4);
  sheet.piece(band(arc(-1, 0), arc(-1, high * 0.94)), { light: "round", base: lining, texture: "suede", depth: 1.2 });
  sheet.mark(stroke(line(arc(-1, 2, 0.988)), sheet.tones.base, 5, 1), sheet.seam(line(arc(-1, 4.5, 0.984)), 0.7));
  const front = (by: number) => arc(1, by);
  sheet.piece(band(front(0), front(high)), { depth: 1.1, within: gloss(sheet, front(high * 0.34), high) });
  const thread = threadOn(sheet.look.base);
  sheet.mark(sheet.stitch(line(front(8)), thread), sheet.stitch(line(front(high - 8)), thread));
  sheet.mark(stroke(line(front(1.6)), sheet.tones.light, 2.2, 0.5));
  if (!sheet.isBack) fastening(sheet, metal, middle + sweep, high, reach, sweep);
  return sheet.view === "detail" ? closeUp(6, middle + sweep + high / 2, 270) : closeUp(0, 400, 470);
}

function cornered(top: readonly Dot[], bottom: readonly Dot[]): Point[] {
  const ends = (edge: readonly Dot[]) => edge.map(([x, y], at): Point => (at === 0 || at === edge.length - 1 ? [x, y, 1] : [x, y]));
  return [...ends(top), ...ends(bottom).reverse()];
}

const gloss = (sheet: Sheet, dots: readonly Dot[], high: number): string =>
  [0.5, 0.3, 0.14].map((share) => stroke(line(dots), sheet.tones.light, high * share, 0.06 * sheet.tones.lift)).join("");

/** Tip, keeper, holes and buckle on the front of the fastened belt. */
function fastening(sheet: Sheet, metal: string, top: number, high: number, reach: number, sweep: number): void {
  const { rng } = sheet;
  const drop = (x: number) => sweep * (Math.sqrt(1 - (x / reach) ** 2) - 1);
  const tongue: Dot[] = [28, 0, -30, -60, -86, -104].map((x) => [x, top + high / 2 + drop(x)]);
  const dots = sampled(tongue, 6);
  const narrow = high * 0.84;
  sheet.piece(ribbon(dots, narrow, 22), { shadow: false, depth: 0.7 });
  const thread = threadOn(sheet.look.base);
  sheet.mark(sheet.stitch(ribbon(dots.slice(0, -1), narrow - 12, 18).d, thread, 1));
  const kind: BuckleShape = (["square", "round", "double"] as const)[Math.floor(rng() * 3)] as BuckleShape;
  const rows = kind === "double" ? [-high * 0.17, high * 0.17] : [0];
  for (const by of rows) {
    const row = dots.map(([x, y]): Dot => [x, y + by]);
    sheet.mark(holes(row, 25, 5, 3, 3));
  }
  const centre: Dot = [22, top + high / 2];
  sheet.mark(placed(buckle(high * 0.86, high + 18, metal, kind), centre, [1, 0]));
}

/** A braided belt laid in a loop that crosses itself. */
function wovenBelt(sheet: Sheet): Box {
  const { rng } = sheet;
  const metal = metalOf(sheet);
  const way = rng() < 0.5 ? 1 : -1;
  const width = between(rng, 44, 50);
  const wide = between(rng, 138, 156);
  const course: Dot[] = [
    [-138, 640],
    [-84, 588],
    [8, 490],
    [104, 392],
    [wide, 290],
    [104, 190],
    [0, 152],
    [-104, 190],
    [-wide, 290],
    [-104, 392],
    [-8, 490],
    [84, 588],
    [140, 654],
  ];
  const dots = sampled(
    course.map(([x, y]): Dot => [way * x, y]),
    10,
  );
  // The leather of the tip starts before the crossing, so that the braid never lies on itself.
  const tip = dots.slice(-26);
  braid(sheet, dots.slice(0, -24), width, castShadow(tip, width));
  leatherEnds(sheet, dots, tip, width, metal);
  return sheet.view === "detail" ? closeUp(way * -30, 560, 300) : closeUp(0, 402, 560);
}

/** Four plaited columns along the curve: dark gaps, strands laid to and fro, a glint on each. */
function braid(sheet: Sheet, dots: readonly Dot[], width: number, shade: string): void {
  const { tones } = sheet;
  const columns = 4;
  const cell = width / columns;
  let strands = "";
  let glints = "";
  for (let column = 0; column < columns; column += 1) {
    const lane = evenly(beside(dots, (column - (columns - 1) / 2) * cell), cell * 0.86);
    const lean = column % 2 ? 1 : -1;
    lane.forEach(([x, y], at) => {
      const [hx, hy] = heading(lane, at);
      const [dx, dy] = [(hx - hy * lean * 0.9) * cell * 0.36, (hy + hx * lean * 0.9) * cell * 0.36];
      strands += `M${num(x - dx)} ${num(y - dy)}L${num(x + dx)} ${num(y + dy)}`;
      glints += `M${num(x - dx * 0.7 - 1)} ${num(y - dy * 0.7 - 1)}L${num(x + dx * 0.5 - 1)} ${num(y + dy * 0.5 - 1)}`;
    });
  }
  const round = ' stroke-linecap="round"';
  const within =
    stroke(strands, tones.line, cell * 0.6, 0.85, round) +
    stroke(strands, tones.base, cell * 0.47, 1, round) +
    stroke(glints, tones.light, cell * 0.17, 0.55, round) +
    [0.34, 0.16].map((share) => [-1, 1].map((side) => stroke(line(beside(dots, (side * width) / 2)), tones.shade, width * share, 0.16)).join("")).join("") +
    shade;
  sheet.piece(ribbon(dots, width), { light: "flat", base: mix(tones.base, tones.shade, 0.7), texture: "smooth", depth: 0.6, printed: false, within });
}

/** Points at even distances along a dense curve. */
export function evenly(dots: readonly Dot[], step: number): Dot[] {
  const found: Dot[] = [];
  let due = step / 2;
  for (let at = 1; at < dots.length; at += 1) {
    const [a, b] = [dots[at - 1] as Dot, dots[at] as Dot];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    for (; due <= length; due += step) found.push([a[0] + ((b[0] - a[0]) * due) / length, a[1] + ((b[1] - a[1]) * due) / length]);
    due -= length;
  }
  return found;
}

/** The plain leather that holds the buckle at one end and makes the tip at the other. */
function leatherEnds(sheet: Sheet, dots: readonly Dot[], tip: readonly Dot[], width: number, metal: string): void {
  const base = sheet.look.texture === "straw" ? "#8a5a37" : sheet.look.base;
  drawStrap(sheet, tip, width + 2, { base, texture: "leather", tip: 22 });
  const chape = dots.slice(0, 9);
  drawStrap(sheet, [...chape].reverse(), width + 2, { base, texture: "leather" });
  const start = dots[0] as Dot;
  const head = heading(dots, 0);
  sheet.mark(rivet(...(chape[6] as [number, number]), 3.4, metal));
  sheet.mark(placed(buckle(52, width + 24, metal), [start[0] - head[0] * 4, start[1] - head[1] * 4], [-head[0], -head[1]]));
}

/** Belts: slim and rolled, wide and fastened, braided and laid in a loop. */
export function drawBelt(sheet: Sheet): Box {
  switch (sheet.look.type) {
    case "wide-belt":
      return wideBelt(sheet);
    case "woven-belt":
      return wovenBelt(sheet);
    default:
      return slimBelt(sheet);
  }
}
