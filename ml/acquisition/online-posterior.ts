import { type Matrix, rowOf } from "@/ml/runtime/matrix";

/** Answers as a logistic regression takes them. features [n, d]; offset [n]: the logit that the network gave; target [n] in
 *  0..1; weight [n] > 0, where one person's sure answer has 1. */
export type OnlineAnswers = { features: Matrix; offset: Float32Array; target: Float32Array; weight: Float32Array };

/** What the answers say of the last layer: a Gaussian over a correction w [d] of its weights, so that the logit of a pair
 *  is offset + features · w. `factor` [d, d] row-major is the lower triangle L of the precision, L · Lᵀ. */
export type OnlinePosterior = { mean: Float64Array; factor: Float64Array };

const ROUNDS = 30;
const CLOSE = 1e-7;
const SHORTEST = 1e-6;

/** The Gaussian posterior of a Bayesian logistic regression by Laplace's approximation (MacKay 1992): its mode by Newton's
 *  method, its precision by the curvature there. Made of all answers at once, O(n · d²) a round, so that neither their
 *  order nor an answer that was taken back leaves a trace. precision [d] is the prior's, `start` [d] a mode from which
 *  fewer rounds are needed. Throws RangeError on shapes that do not agree and on numbers that are not finite. */
export function fitPosterior(
  precision: ArrayLike<number>,
  answers: OnlineAnswers,
  start?: ArrayLike<number>,
): OnlinePosterior {
  check(precision, answers);
  const d = precision.length;
  let mean = Float64Array.from({ length: d }, (_, j) => start?.[j] ?? 0);
  let loss = lossAt(mean, precision, answers);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, curvature } = slopesAt(mean, precision, answers);
    const step = solve(factorise(curvature, d), gradient);
    const decrement = gradient.reduce((sum, g, j) => sum + g * step[j], 0);
    // This near the mode one more step is exact to round-off, and the loss can't tell any more.
    const isNear = decrement < CLOSE;
    let length = 1;
    let next = mean.map((w, j) => w - step[j]);
    // The loss is convex, so that a short enough step always gains.
    for (; !isNear && length > SHORTEST && !(lossAt(next, precision, answers) < loss); length /= 2)
      next = mean.map((w, j) => w - (length / 2) * step[j]);
    if (length <= SHORTEST) break;
    mean = next;
    loss = lossAt(mean, precision, answers);
    if (isNear) break;
  }
  return { mean, factor: factorise(slopesAt(mean, precision, answers).curvature, d) };
}

/** Logits [p] of pairs with these features [p, d] and offsets [p]: one product of a matrix with a vector. */
export function posteriorLogits({ mean }: OnlinePosterior, features: Matrix, offset: Float32Array): Float32Array {
  const { rows, columns, data } = features;
  const w = Float32Array.from(mean);
  const out = new Float32Array(rows);
  for (let i = 0, at = 0; i < rows; i++, at += columns) {
    let even = offset[i];
    let odd = 0;
    let j = 0;
    for (; j + 1 < columns; j += 2) {
      even += data[at + j] * w[j];
      odd += data[at + j + 1] * w[j + 1];
    }
    out[i] = even + odd + (j < columns ? data[at + j] * w[j] : 0);
  }
  return out;
}

/** How unsure the logit of a pair with these features [d] still is: variance xᵀ · precision⁻¹ · x. O(d²). */
export function posteriorVariance({ factor }: OnlinePosterior, x: ArrayLike<number>, scratch: Float64Array): number {
  const d = x.length;
  let sum = 0;
  for (let i = 0, row = 0; i < d; i++, row += d) {
    let value = x[i];
    for (let j = 0; j < i; j++) value -= factor[row + j] * scratch[j];
    value /= factor[row + i];
    scratch[i] = value;
    sum += value * value;
  }
  return sum;
}

/** Chance of "fits" for a logit known as a Gaussian: the probit approximation (MacKay 1992). */
export function probitChance(logit: number, variance: number): number {
  return 1 / (1 + Math.exp(-logit / Math.sqrt(1 + (Math.PI * variance) / 8)));
}

const softplus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

function logitOf(w: Float64Array, { features, offset }: OnlineAnswers, i: number): number {
  const x = rowOf(features, i);
  let logit = offset[i];
  for (let j = 0; j < x.length; j++) logit += x[j] * w[j];
  return logit;
}

function lossAt(w: Float64Array, precision: ArrayLike<number>, answers: OnlineAnswers): number {
  const { target, weight } = answers;
  let loss = 0;
  for (let j = 0; j < w.length; j++) loss += (precision[j] * w[j] * w[j]) / 2;
  for (let i = 0; i < target.length; i++) {
    const logit = logitOf(w, answers, i);
    loss += weight[i] * (softplus(logit) - target[i] * logit);
  }
  return loss;
}

/** Gradient [d] and lower triangle of the curvature [d, d] of the loss. */
function slopesAt(w: Float64Array, precision: ArrayLike<number>, answers: OnlineAnswers) {
  const { features, target, weight } = answers;
  const d = w.length;
  const gradient = Float64Array.from(w, (value, j) => precision[j] * value);
  const curvature = new Float64Array(d * d);
  for (let j = 0; j < d; j++) curvature[j * d + j] = precision[j];
  for (let i = 0; i < target.length; i++) {
    const x = rowOf(features, i);
    const chance = 1 / (1 + Math.exp(-logitOf(w, answers, i)));
    const pull = weight[i] * (chance - target[i]);
    const bend = weight[i] * chance * (1 - chance);
    for (let j = 0, row = 0; j < d; j++, row += d) {
      gradient[j] += pull * x[j];
      const part = bend * x[j];
      for (let k = 0; k <= j; k++) curvature[row + k] += part * x[k];
    }
  }
  return { gradient, curvature };
}

/** Cholesky's lower triangle of a symmetric positive matrix [d, d], of which the lower triangle is read. */
function factorise(matrix: Float64Array, d: number): Float64Array {
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j];
      for (let k = 0; k < j; k++) sum -= factor[i * d + k] * factor[j * d + k];
      factor[i * d + j] = i === j ? Math.sqrt(sum) : sum / factor[j * d + j];
    }
  }
  return factor;
}

/** x of L · Lᵀ · x = b. */
function solve(factor: Float64Array, b: Float64Array): Float64Array {
  const d = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) x[i] -= factor[i * d + j] * x[j];
    x[i] /= factor[i * d + i];
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let j = i + 1; j < d; j++) x[i] -= factor[j * d + i] * x[j];
    x[i] /= factor[i * d + i];
  }
  return x;
}

function check(precision: ArrayLike<number>, { features, offset, target, weight }: OnlineAnswers): void {
  const n = target.length;
  if (features.columns !== precision.length || features.rows !== n || offset.length !== n || weight.length !== n) {
    throw new RangeError(
      `features are [${features.rows}, ${features.columns}], offset [${offset.length}], target [${n}], weight ` +
        `[${weight.length}], precision [${precision.length}]: n and d have to agree`,
    );
  }
  for (const [name, values] of Object.entries({ features: features.data, offset, target, weight, precision })) {
    const at = Array.prototype.findIndex.call(values, (value: number) => !Number.isFinite(value));
    if (at >= 0) throw new RangeError(`${name} holds ${values[at]} at ${at}`);
  }
  if (target.some((y) => y < 0 || y > 1)) throw new RangeError("a target lies outside 0..1");
  if (weight.some((w) => w <= 0) || Array.prototype.some.call(precision, (p: number) => p <= 0))
    throw new RangeError("a weight or a precision is not above 0");
}
