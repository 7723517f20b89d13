import { isLevelColumn } from "@/ml/datasets/attributes";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { degreesOf, selectPairs, takePairs } from "@/ml/datasets/pairs";
import { normaliseRows, rowOf } from "@/ml/runtime/matrix";

/** Scores pairs [p, 2] → [p]. */
export type PairScorer = (pairs: Int32Array) => Float32Array;

/** The names of the controls; those that need a column of the catalogue may be absent. */
export type ControlName = "cosine" | "popularity" | "categoryPairs" | "colourPairs" | "attributePairs" | "sameSeason";

/** What a score is worth without learning anything about style, by name. Category, colour and attribute pairs are counted
 *  on outfits without holdout products, as the network saw them; attributePairs is the column whose pairs tell most.
 *  Popularity counts every outfit pair of an end: no model can know it of a new product, it shows how much the choice of
 *  negatives gives away. */
export function controlsOf(dataset: CompatibilityDataset): Partial<Record<ControlName, PairScorer>> {
  const { holdout, season, positives, columns } = dataset;
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
  const rateOf = (column: number) => each(pairRateOf(codesOf(dataset, column), seen));
  const colour = columns.findIndex(({ name }) => /^colou?r$/i.test(name));
  const telling = mostTellingColumn(dataset, seen);
  return {
    cosine: each((i, j) => dot(rowOf(unit, i), rowOf(unit, j))),
    popularity: each((i, j) => Math.log1p(degree[i]) + Math.log1p(degree[j])),
    categoryPairs: each(pairRateOf(dataset.family, seen)),
    ...(colour >= 0 ? { colourPairs: rateOf(colour) } : {}),
    ...(telling >= 0 ? { attributePairs: rateOf(telling) } : {}),
    sameSeason: each((i, j) => (season[i] === season[j] ? 1 : 0)),
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}

/** Code of each product in one column, −1 where it is unknown → [n]. */
function codesOf({ attributes, columns, productIds }: CompatibilityDataset, column: number): Int32Array {
  return Int32Array.from(productIds, (_, i) => attributes[i * columns.length + column] || -1);
}

/** How often two values meet in pairs, over how often chance would have them meet; +1 smoothing. value [n], −1 unknown:
 *  a pair with such an end is as likely as chance. pairs [p, 2] are those counted. */
export function pairRateOf(value: Int32Array, pairs: Int32Array): (i: number, j: number) => number {
  const together = new Map<string, number>();
  const alone = new Map<number, number>();
  const keyOf = (i: number, j: number) => `${Math.min(value[i], value[j])}/${Math.max(value[i], value[j])}`;
  let known = 0;
  for (let p = 0; p < pairs.length; p += 2) {
    const [i, j] = [pairs[p], pairs[p + 1]];
    if (value[i] < 0 || value[j] < 0) continue;
    known++;
    together.set(keyOf(i, j), (together.get(keyOf(i, j)) ?? 0) + 1);
    for (const end of [i, j]) alone.set(value[end], (alone.get(value[end]) ?? 0) + 1);
  }
  return (i, j) => {
    if (value[i] < 0 || value[j] < 0) return 1;
    // Two different values can meet in two orders.
    const orders = value[i] === value[j] ? 1 : 2;
    const expected = (orders * (alone.get(value[i]) ?? 0) * (alone.get(value[j]) ?? 0)) / Math.max(1, 4 * known);
    return ((together.get(keyOf(i, j)) ?? 0) + 1) / (expected + 1);
  };
}

/** The column whose pair rates, counted on every other pair of outfits, say most of the rest: highest mean logarithm of
 *  the rate. −1 without a column or a pair. Outfit pairs alone decide, so that the choice can't favour a holdout. */
function mostTellingColumn(dataset: CompatibilityDataset, pairs: Int32Array): number {
  const half = (parity: number) => pairs.filter((_, at) => (at >> 1) % 2 === parity);
  const [counted, told] = [half(0), half(1)];
  let [best, most] = [-1, Number.NEGATIVE_INFINITY];
  for (let column = 0; column < dataset.columns.length && told.length > 0; column++) {
    // Pairs of categories are a control of their own, and tell most wherever negatives are drawn from another category.
    if (isLevelColumn(dataset.columns[column])) continue;
    const rate = pairRateOf(codesOf(dataset, column), counted);
    let sum = 0;
    for (let p = 0; p < told.length; p += 2) sum += Math.log(rate(told[p], told[p + 1]));
    if (sum > most) [best, most] = [column, sum];
  }
  return best;
}
