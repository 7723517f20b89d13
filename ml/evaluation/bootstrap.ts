import { drawIndex, rngOf } from "@/ml/runtime/seed";

/** A figure with its 95 % interval over n measured examples. */
export type Figure = { value: number; lower: number; upper: number; n: number };

/** Interval of a weighted statistic when whole clusters (garment models, outfits) are drawn with replacement: pairs of
 *  one product are not independent. clusterOf [p]; statistic takes the weight of each example (how often its cluster
 *  was drawn) and may return NaN for an unusable draw. Same seed, same interval. */
export function bootstrapFigure(
  clusterOf: ArrayLike<number>,
  statistic: (weights: Float32Array) => number,
  seed: number,
  draws = 200,
): Figure {
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
  values.sort((a, b) => a - b);
  const quantile = (share: number) =>
    values.length === 0 ? Number.NaN : values[Math.min(values.length - 1, Math.floor(share * values.length))];
  return { value: statistic(new Float32Array(n).fill(1)), lower: quantile(0.025), upper: quantile(0.975), n };
}

/** Weighted mean of `values`, the statistic behind accuracies. NaN when the weights sum to zero. */
export function weightedMean(values: ArrayLike<number>): (weights: Float32Array) => number {
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
