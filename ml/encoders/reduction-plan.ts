import type { ImageGeometry } from "./encoder";

/* How libvips 8.18 reduces pixels of 8 bits (vips_resize with its gap of 2, behind sharp 0.35's sizes): rows first, then
   columns, each output number a sum of whole weights in 1/4096 at one of 64 places between two pixels. */

export type Kernel = ImageGeometry["kernel"];
type Size = { width: number; height: number };
type Shrinks = [number, number];

/** One axis. start: first pixel of each output pixel's sum, also before 0 or past the end, where the edge repeats.
 *  weights [64 + 1] of `taps` numbers each, `place`: which of them an output pixel takes. */
export type Axis = { taps: number; start: Int32Array; place: Uint8Array; weights: Int16Array[] };

/** What of the reduced picture is wanted, in px. An axis is null where its size stays. */
export type Reduction = Size & { left: number; top: number; across: Axis | null; down: Axis | null };

const PLACES = 64;
export const WEIGHT_BITS = 12;

/** libvips works through a picture in strips of so many rows, and adds up its steps anew in each. */
const STRIP = 16;

/** From four times on, libvips first averages whole pixels. */
const MOST_SHRINK = 4;

/** The plan for a picture of this size; null where sharp has to do it: to enlarge, to fill sides, to reduce by four or more. */
export function reductionTo(size: Size, geometry: ImageGeometry): Reduction | null {
  const { fit, kernel, resizeShorter, neverEnlarge } = geometry;
  if (fit === "contain") return null;
  // sharp hands the scale over, and libvips turns it back.
  const [x, y] = shrinksTo(size, geometry).map((one) => 1 / (1 / (neverEnlarge ? Math.max(1, one) : one))) as Shrinks;
  if (x < 1 || y < 1) return null;
  const reduced = { width: Math.round(size.width / x), height: Math.round(size.height / y) };
  if (isAveraged(size.width, reduced.width) || isAveraged(size.height, reduced.height)) return null;
  const { left, top, width, height } =
    fit === "cover" ? cropOf(reduced, geometry, resizeShorter !== undefined) : { left: 0, top: 0, ...reduced };
  return {
    width,
    height,
    left,
    top,
    across: x === 1 ? null : axisOf(size.width, x, kernel, { first: left, count: width, strip: width }),
    down: y === 1 ? null : axisOf(size.height, y, kernel, { first: top, count: height, strip: STRIP }),
  };
}

const isAveraged = (from: number, to: number) => from / to >= MOST_SHRINK;

/** Size whose shorter side is `shorter`; the longer one is cut to whole pixels. */
export function shorterTo(size: Size, { width, height }: Size, shorter: number): Size {
  const scale = shorter / Math.min(size.width, size.height);
  return {
    width: Math.max(width, Math.trunc(size.width * scale + 1e-9)),
    height: Math.max(height, Math.trunc(size.height * scale + 1e-9)),
  };
}

/** By how much a picture of this size shrinks, across and down; below one it grows. */
export function shrinksTo(from: Size, geometry: ImageGeometry): Shrinks {
  const { fit, resizeShorter } = geometry;
  const toShorter = fit === "cover" && resizeShorter !== undefined;
  const to = toShorter ? shorterTo(from, geometry, resizeShorter) : geometry;
  const [x, y] = [from.width / to.width, from.height / to.height];
  if (fit === "fill" || toShorter) return [x, y];
  const both = fit === "cover" ? Math.min(x, y) : Math.max(x, y);
  return [both, both];
}

/** sharp rounds the middle up, an extract of ours down. */
function cropOf(from: Size, { width, height }: Size, isOurs: boolean) {
  const [x, y] = [from.width - width, from.height - height].map((left) => (isOurs ? left : left + 1) >> 1) as [
    number,
    number,
  ];
  return { left: x, top: y, width, height };
}

function axisOf(
  from: number,
  shrink: number,
  kernel: Kernel,
  wanted: { first: number; count: number; strip: number },
): Axis {
  const { taps, weights } = weightsOf(kernel, shrink);
  const invented = Math.round(from / shrink) * shrink - from;
  const offset = (1 + invented) / 2 - 1;
  const before = Math.ceil(taps / 2) - 1;
  const start = new Int32Array(wanted.count);
  const place = new Uint8Array(wanted.count);
  let at = 0;
  for (let i = 0; i < wanted.count; i++) {
    if (i % wanted.strip === 0) at = (wanted.first + i + 0.5) * shrink - 0.5 - offset;
    start[i] = Math.trunc(at) - before;
    place[i] = ((Math.trunc(at * PLACES * 2) & (PLACES * 2 - 1)) + 1) >> 1;
    at += shrink;
  }
  return { taps, start, place, weights };
}

/** How far a kernel reaches, in output pixels. */
const REACH = { linear: 1, cubic: 2, lanczos3: 3 } as const;

/** Weights at each place between two pixels, in 1/4096, cut to whole numbers. */
function weightsOf(kernel: Kernel, shrink: number): { taps: number; weights: Int16Array[] } {
  const taps = 2 * roundEven(REACH[kernel] * shrink) + 1;
  const shapeOf = SHAPES[kernel];
  const shape = new Float64Array(taps);
  const weights = Array.from({ length: PLACES + 1 }, (_, place) => {
    const middle = place / PLACES + taps / 2 - 1;
    let sum = 0;
    for (let i = 0; i < taps; i++) {
      shape[i] = shapeOf(Math.abs((i - middle) / shrink));
      sum += shape[i]!;
    }
    const whole = new Int16Array(taps);
    for (let i = 0; i < taps; i++) whole[i] = Math.trunc((shape[i]! / sum) * 2 ** WEIGHT_BITS);
    return whole;
  });
  return { taps, weights };
}

const roundEven = (value: number) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

/** By the distance from the middle: a triangle; Catmull and Rom's cubic; a windowed sinc. */
const SHAPES: Record<Kernel, (x: number) => number> = {
  linear: (x) => (x < 1 ? 1 - x : 0),
  cubic: (x) => {
    if (x <= 1) return (9 * x * x * x - 15 * x * x + 6) / 6;
    return x <= 2 ? (-3 * x * x * x + 15 * x * x - 24 * x + 12) / 6 : 0;
  },
  lanczos3: (x) => (x <= 3 ? sinc(x) * sinc(x / 3) : 0),
};

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));
