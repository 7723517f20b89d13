import { drawNormal, type Rng, rngOf } from "@/ml/runtime/seed";
import { type Figure, quantile, type WeightedStatistic } from "./bootstrap";

const DRAWS = 200;

/** bootstrapFigure for examples of few kinds: counts [k] says how many there are of each, the statistic takes a weight for
 *  each kind. Drawing n examples with replacement gives each kind a multinomial number, so a draw costs k steps and not n.
 *  Same seed, same interval. Throws RangeError on counts that are no counts. */
export function countedBootstrapFigure(
  counts: readonly number[],
  statistic: WeightedStatistic,
  seed: number,
  draws = DRAWS,
): Figure {
  if (counts.some((count) => !(Number.isInteger(count) && count >= 0)))
    throw new RangeError(`counts are whole and 0 or more, not ${counts.join(", ")}`);
  const rng = rngOf(seed);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(drawMultinomial(rng, n, counts));
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const value = statistic(Float32Array.from(counts));
  return { value, lower: quantile(values, 0.025), upper: quantile(values, 0.975), n };
}

/** How often each kind comes in n draws, where kind i has the chance weights[i] / Σ weights. */
export function drawMultinomial(rng: Rng, n: number, weights: readonly number[]): Float32Array {
  const drawn = new Float32Array(weights.length);
  let left = n;
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0);
  weights.forEach((weight, kind) => {
    if (left === 0 || weight === 0) return;
    const count = drawBinomial(rng, left, Math.min(1, weight / weightLeft));
    drawn[kind] = count;
    left -= count;
    weightLeft -= weight;
  });
  return drawn;
}

/** Below so many draws they are made one by one. */
const few = 30;

/** How many of n draws come up, each with chance p: exact, in about log n steps, by the place of the middle one of n uniform
 *  numbers, which is Beta distributed (Relles 1972; Devroye 1986, X.4.4). */
export function drawBinomial(rng: Rng, n: number, p: number): number {
  if (p >= 1) return n;
  if (n <= few) {
    let count = 0;
    for (let i = 0; i < n; i++) if (rng() < p) count++;
    return count;
  }
  const middle = Math.floor((n + 1) / 2);
  const above = drawGamma(rng, n + 1 - middle);
  const below = drawGamma(rng, middle);
  const place = below / (below + above);
  return place <= p
    ? middle + drawBinomial(rng, n - middle, (p - place) / (1 - place))
    : drawBinomial(rng, middle - 1, p / place);
}

/** Gamma of a shape ≥ 1 and scale 1 (Marsaglia & Tsang 2000). */
function drawGamma(rng: Rng, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(rng);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
