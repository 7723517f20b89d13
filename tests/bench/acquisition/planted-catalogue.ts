import { expectedError, mix, random } from "@/ml/acquisition/strategies";
import type { AcquisitionStrategy, Pool } from "@/ml/acquisition/strategy";
import { trainCategoryNetwork } from "@/ml/category/train";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { flagLabels } from "@/ml/label-errors/flag-labels";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, type Rng, rngOf, sampleDistinct, seedFor } from "@/ml/runtime/seed";

/** How a wrong category is chosen: any other with the same chance, or by how often the network takes one for the other. */
export const PLANTINGS = ["uniform", "confusion-weighted"] as const;
export type Planting = (typeof PLANTINGS)[number];

/** Orders in which a reviewer may look; the second is the one that the product uses. */
export const FLAG_ORDERS: AcquisitionStrategy[] = [expectedError, withRandom(9), withRandom(3), random];

function withRandom(share: number): AcquisitionStrategy {
  return mix([
    { strategy: expectedError, share },
    { strategy: random, share: 1 },
  ]);
}

/** Looks that are counted, for each planted error. */
const LOOKS_PER_ERROR = 1.2;

/** Mean out-of-fold probability of each category for the products of each → [k, k]. */
export async function confusionsOf(tf: TensorFlow, dataset: CategoryDataset, seed: number): Promise<Matrix> {
  const { model } = await trainCategoryNetwork(tf, dataset, {}, seed, () => {});
  const k = dataset.classes.length;
  const sums = matrixOf(k, k);
  const counts = new Int32Array(k);
  for (const i of taught(dataset)) {
    counts[dataset.label[i]] += 1;
    const [row, sum] = [rowOf(model.outOfFold.probabilities, i), rowOf(sums, dataset.label[i])];
    for (let c = 0; c < k; c++) sum[c] += row[c];
  }
  for (let c = 0; c < k; c++) for (let j = 0; j < k; j++) rowOf(sums, c)[j] /= counts[c] || 1;
  return sums;
}

/** Plants `share` of wrong categories among the visible products, trains on them, and looks → for each order, the share of
 *  the planted errors among the first 1.2 n looks. */
export async function foundShares(
  tf: TensorFlow,
  clean: CategoryDataset,
  planting: Planting,
  confusions: Matrix,
  share: number,
  seed: number,
): Promise<Record<string, number>> {
  const rng = rngOf(seedFor(seed, planting));
  const visible = taught(clean);
  const planted = Int32Array.from(
    sampleDistinct(rng, visible.length, Math.round(share * visible.length)),
    (at) => visible[at],
  );
  const label = clean.label.slice();
  for (const i of planted) label[i] = wrongCategory(clean.label[i], planting, confusions, rng);
  const dataset = { ...clean, label };
  const { model } = await trainCategoryNetwork(tf, dataset, {}, seed, () => {});
  const suspects = flagLabels(tf, dataset, model).filter(({ product }) => clean.holdout[product] === 0);
  const isPlanted = new Set(planted);
  const pool = poolOf(suspects.map(({ score }) => score));
  const looks = Math.round(LOOKS_PER_ERROR * planted.length);
  return Object.fromEntries(
    FLAG_ORDERS.map((order) => {
      const looked = order.acquire(pool, looks, rngOf(seedFor(seed, order.name)));
      const found = looked.filter((at) => isPlanted.has(suspects[at].product)).length;
      return [order.name, found / planted.length];
    }),
  );
}

function taught({ label, holdout }: CategoryDataset): Int32Array {
  return Int32Array.from(label.keys()).filter((i) => holdout[i] === 0 && label[i] >= 0);
}

function poolOf(scores: number[]): Pool {
  const probabilities = matrixOf(scores.length, 2);
  scores.forEach((score, at) => {
    probabilities.data.set([1 - score, score], 2 * at);
  });
  return { probabilities, given: new Int32Array(scores.length) };
}

function wrongCategory(truth: number, planting: Planting, confusions: Matrix, rng: Rng): number {
  const k = confusions.columns;
  const other = (draw: number) => (draw >= truth ? draw + 1 : draw);
  if (planting === "uniform") return other(drawIndex(rng, k - 1));
  const weights = rowOf(confusions, truth).map((p, c) => (c === truth ? 0 : p));
  let left = rng() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let c = 0; c < k; c++) {
    left -= weights[c];
    if (left < 0) return c;
  }
  return other(drawIndex(rng, k - 1));
}
