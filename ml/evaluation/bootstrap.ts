import { drawIndex, rngOf } from "@/ml/runtime/seed";

/** A figure with its 95 % interval over n measured examples. */
export type Figure = { value: number; lower: number; upper: number; n: number };

/** A statistic of n examples under weights: how often each example's cluster was drawn. NaN for an unusable draw. */
export type WeightedStatistic = (weights: Float32Array) => number;

const DRAWS = 200;

/** Interval of a weighted statistic when whole clusters (garment models, outfits) are drawn with replacement: pairs of
 *  one product are not independent. clusterOf [p]. Same seed, same interval. */
export function bootstrapFigure(
  clusterOf: ArrayLike<number>,
  statistic: WeightedStatistic,
  seed: number,
  draws = DRAWS,
): Figure {
  const values = drawStatistic(clusterOf, statistic, seed, draws);
  const n = clusterOf.length;
  return { value: statistic(ones(n)), lower: quantile(values, 0.025), upper: quantile(values, 0.975), n };
}

/** The same for a statistic ≥ 0 that resampling itself makes larger, such as a calibration error: the draws are moved so
 *  that their median is the value (bias-corrected percentiles, Efron & Tibshirani 1993, §14.3, in their simplest form). */
export function centredBootstrapFigure(
  clusterOf: ArrayLike<number>,
  statistic: WeightedStatistic,
  seed: number,
  draws = DRAWS,
): Figure {
  const values = drawStatistic(clusterOf, statistic, seed, draws);
  const value = statistic(ones(clusterOf.length));
  const shift = value - quantile(values, 0.5);
  const bound = (share: number) => Math.max(0, quantile(values, share) + shift);
  return { value, lower: bound(0.025), upper: bound(0.975), n: clusterOf.length };
}

/** The statistic under each draw of clusters, unusable draws left out, lowest first. */
export function drawStatistic(
  clusterOf: ArrayLike<number>,
  statistic: WeightedStatistic,
  seed: number,
  draws: number,
): number[] {
  const n = clusterOf.length;
  const clusters = [...new Set(Array.from(clusterOf))];
  const position = new Map(clusters.map((cluster, at) => [cluster, at]));
  const at = Int32Array.from(clusterOf, (cluster) => position.get(cluster) as number);
  const rng = rngOf(seed);
  const weights = new Float32Array(n);
  const values: number[] = [];
  const counts = new Float32Array(clusters.length);
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let c = 0; c < clusters.length; c++) counts[drawIndex(rng, clusters.length)] += 1;
    for (let i = 0; i < n; i++) weights[i] = counts[at[i]];
    const value = statistic(weights);
    if (Number.isFinite(value)) values.push(value);
  }
  return values.sort((a, b) => a - b);
}

/** The value below which `share` of the sorted values lie; NaN of none. */
export function quantile(sorted: number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const ones = (n: number) => new Float32Array(n).fill(1);

/** Weighted mean of `values`, the statistic behind accuracies. NaN when the weights sum to zero. */
export function weightedMean(values: ArrayLike<number>): WeightedStatistic {
  return (weights) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return total > 0 ? sum / total : Number.NaN;
  };
}
