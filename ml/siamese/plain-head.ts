import type { Merge } from "./config";
import { memberBlocks } from "./legs";
import type { CompatibilityModel } from "./model";

/** Scores two legs [legWidth] of one member → its logit, the same for both orders. */
export type PlainHead = (a: Float32Array, b: Float32Array) => number;

/** Units computed side by side: each number of the joined legs is read once for four sums that stay in registers, three
 *  times as fast as one unit after another. */
const SIDE_BY_SIDE = 4;

const MERGED: Record<Exclude<Merge, "concatenation">, (a: number, b: number) => number> = {
  product: (a, b) => a * b,
  difference: (a, b) => Math.abs(a - b),
  sum: (a, b) => a + b,
  average: (a, b) => (a + b) / 2,
  maximum: Math.max,
  minimum: Math.min,
};

/** The head of member m in plain loops; the same numbers as logitsOfSides. */
export function plainHead(model: CompatibilityModel, m: number): PlainHead {
  const block = memberBlocks(model, m);
  const [out, outBias] = [block("out"), block("outBias")[0]];
  const layer = plainHeadLayer(model, m);
  const hidden = new Float32Array(out.length);
  return (a, b) => {
    layer(a, b, hidden);
    let logit = outBias;
    for (let h = 0; h < hidden.length; h++) logit += hidden[h] * out[h];
    return logit;
  };
}

/** The layer before the output: writes what it makes of two legs [legWidth] into `hidden` [headWidth]. */
export type PlainHeadLayer = (a: Float32Array, b: Float32Array, hidden: Float32Array) => void;

/** The last hidden layer of member m after its ReLU, the same for both orders: with concatenation the mean of the two,
 *  so that the logit is always outBias + hidden · out. */
export function plainHeadLayer(model: CompatibilityModel, m: number): PlainHeadLayer {
  const { legWidth, headWidth, merges } = model.config;
  const block = memberBlocks(model, m);
  const units = Math.ceil(headWidth / SIDE_BY_SIDE) * SIDE_BY_SIDE;
  const names = merges.flatMap((merge) => (merge === "concatenation" ? [merge, "concatenation2"] : [merge]));
  const width = names.length * legWidth;
  const weights = new Float32Array(units * width);
  names.forEach((name, part) => {
    const source = block(`merge.${name}`);
    for (let k = 0; k < legWidth; k++) {
      for (let h = 0; h < headWidth; h++) weights[h * width + part * legWidth + k] = source[k * headWidth + h];
    }
  });
  const bias = padded(block("headBias"), units);
  const [joined, there, back] = [new Float32Array(width), new Float32Array(units), new Float32Array(units)];
  const fill = (a: Float32Array, b: Float32Array, into: Float32Array) => {
    join(joined, merges, a, b);
    hiddenUnits(joined, weights, bias, into);
  };
  const isOrdered = merges.includes("concatenation");
  return (a, b, hidden) => {
    fill(a, b, there);
    if (isOrdered) fill(b, a, back);
    for (let h = 0; h < headWidth; h++) hidden[h] = isOrdered ? (there[h] + back[h]) / 2 : there[h];
  };
}

function padded(values: Float32Array, length: number): Float32Array {
  const out = new Float32Array(length);
  out.set(values);
  return out;
}

function join(joined: Float32Array, merges: Merge[], a: Float32Array, b: Float32Array): void {
  let at = 0;
  for (const merge of merges) {
    if (merge === "concatenation") {
      joined.set(a, at);
      joined.set(b, at + a.length);
      at += 2 * a.length;
      continue;
    }
    // The two of the default network, without a call per number.
    if (merge === "product") for (let k = 0; k < a.length; k++) joined[at + k] = a[k] * b[k];
    else if (merge === "difference") for (let k = 0; k < a.length; k++) joined[at + k] = Math.abs(a[k] - b[k]);
    else for (let k = 0; k < a.length; k++) joined[at + k] = MERGED[merge](a[k], b[k]);
    at += a.length;
  }
}

/** out [units] = max(0, weights · x + bias), for weights [units, x.length]. */
function hiddenUnits(x: Float32Array, weights: Float32Array, bias: Float32Array, out: Float32Array): void {
  const width = x.length;
  for (let h = 0; h < bias.length; h += SIDE_BY_SIDE) {
    const row = h * width;
    let s0 = bias[h];
    let s1 = bias[h + 1];
    let s2 = bias[h + 2];
    let s3 = bias[h + 3];
    for (let k = 0; k < width; k++) {
      const value = x[k];
      s0 += value * weights[row + k];
      s1 += value * weights[row + width + k];
      s2 += value * weights[row + 2 * width + k];
      s3 += value * weights[row + 3 * width + k];
    }
    out[h] = Math.max(s0, 0);
    out[h + 1] = Math.max(s1, 0);
    out[h + 2] = Math.max(s2, 0);
    out[h + 3] = Math.max(s3, 0);
  }
}
