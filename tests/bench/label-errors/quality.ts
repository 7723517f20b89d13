import type { CategoryModel } from "@/ml/category/model";
import { neighbourEvidence } from "@/ml/category/neighbour-evidence";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { averagePrecision } from "@/ml/evaluation/ranking";
import { flagLabels } from "@/ml/label-errors/flag-labels";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Matrix } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";

export const QUALITIES = [
  "average precision",
  "precision at 50",
  "precision at 200",
  "recall at 1.2 n",
  "recall at 2 n",
] as const;
export type Quality = Record<(typeof QUALITIES)[number], number>;

/** Scores of the visible products by product, the larger the more suspect; products without a score are left out. */
export type Scores = Map<number, number>;

/** The product's own ranking, and beside it the controls: confident learning's self-confidence (Northcutt et al. 2021), the
 *  20 nearest neighbours alone, and chance. */
export function rankings(
  tf: TensorFlow,
  dataset: CategoryDataset,
  model: CategoryModel,
  seed: number,
): Record<"ours" | "self-confidence" | "neighbours" | "random", Scores> {
  const visible = Array.from(dataset.label, (_, i) => i).filter((i) => dataset.label[i]! >= 0 && !dataset.holdout[i]);
  const rng = rngOf(seed);
  const k = dataset.classes.length;
  const doubt = ({ data }: Matrix): Scores => new Map(visible.map((i) => [i, 1 - data[i * k + dataset.label[i]!]!]));
  const suspects = flagLabels(tf, dataset, model);
  return {
    ours: new Map(suspects.filter(({ product }) => !dataset.holdout[product]).map((s) => [s.product, s.score])),
    "self-confidence": doubt(model.outOfFold.probabilities),
    neighbours: doubt(neighbourEvidence(tf, dataset, Int32Array.from(visible), 20).probabilities),
    random: new Map(visible.map((i) => [i, rng()])),
  };
}

/** How high the wrong ones stand; n: how many there are. */
export function qualityOf(scores: Scores, wrong: Uint8Array): Quality {
  const products = [...scores.keys()];
  const values = products.map((i) => scores.get(i)!);
  const targets = products.map((i) => wrong[i]!);
  const order = targets.map((_, r) => r).sort((a, b) => values[b]! - values[a]!);
  const n = targets.reduce((sum, value) => sum + value, 0);
  const foundIn = (first: number) => order.slice(0, first).reduce((sum, r) => sum + targets[r]!, 0);
  return {
    "average precision": averagePrecision(values, targets),
    "precision at 50": foundIn(50) / 50,
    "precision at 200": foundIn(200) / 200,
    "recall at 1.2 n": foundIn(Math.round(1.2 * n)) / n,
    "recall at 2 n": foundIn(2 * n) / n,
  };
}
