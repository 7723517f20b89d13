import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { degreesOf, selectPairs, takePairs } from "@/ml/datasets/pairs";
import { normaliseRows, rowOf } from "@/ml/runtime/matrix";

/** Scores pairs [p, 2] → [p]. */
export type PairScorer = (pairs: Int32Array) => Float32Array;

/** What a score is worth without learning anything about style, by name. Category pairs are counted on outfits without
 *  holdout products, as the network saw them. Popularity counts every outfit pair of an end: no model can know it of a
 *  new product, it shows how much the choice of negatives gives away. */
export function controlsOf(
  dataset: CompatibilityDataset,
): Record<"cosine" | "popularity" | "categoryPairs" | "sameSeason", PairScorer> {
  const { holdout, season, positives } = dataset;
  const seen = takePairs(
    positives,
    selectPairs(positives, (i, j) => holdout[i] === 0 && holdout[j] === 0),
  );
  const unit = normaliseRows(dataset.embedding);
  const each =
    (score: (i: number, j: number) => number): PairScorer =>
    (pairs) =>
      Float32Array.from({ length: pairs.length / 2 }, (_, p) => score(pairs[2 * p], pairs[2 * p + 1]));
  const degree = degreesOf(positives, dataset.productIds.length);
  return {
    cosine: each((i, j) => rowOf(unit, i).reduce((sum, value, d) => sum + value * rowOf(unit, j)[d], 0)),
    popularity: each((i, j) => Math.log1p(degree[i]) + Math.log1p(degree[j])),
    categoryPairs: each(categoryPairRate(dataset, seen)),
    sameSeason: each((i, j) => (season[i] === season[j] ? 1 : 0)),
  };
}

/** How often two families meet in outfits, over how often chance would have them meet; +1 smoothing. */
export function categoryPairRate(
  dataset: Pick<CompatibilityDataset, "family">,
  pairs: Int32Array,
): (i: number, j: number) => number {
  const { family } = dataset;
  const together = new Map<string, number>();
  const alone = new Map<number, number>();
  const keyOf = (i: number, j: number) => `${Math.min(family[i], family[j])}/${Math.max(family[i], family[j])}`;
  for (let p = 0; p < pairs.length; p += 2) {
    const key = keyOf(pairs[p], pairs[p + 1]);
    together.set(key, (together.get(key) ?? 0) + 1);
    for (const i of [pairs[p], pairs[p + 1]]) alone.set(family[i], (alone.get(family[i]) ?? 0) + 1);
  }
  return (i, j) => {
    const expected = ((alone.get(family[i]) ?? 0) * (alone.get(family[j]) ?? 0)) / Math.max(1, 2 * pairs.length);
    return ((together.get(keyOf(i, j)) ?? 0) + 1) / (expected + 1);
  };
}
