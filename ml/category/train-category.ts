import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Figure } from "@/ml/evaluation/bootstrap";
import { categoryFigures } from "@/ml/evaluation/category-figures";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import type { CategoryConfig } from "./config";
import { encodeCategory } from "./model";
import { neighbourEvidence } from "./neighbour-evidence";
import { predictCategoriesInBulk } from "./predict-bulk";
import { trainCategoryNetwork } from "./train";

export type CategoryMetrics = { figures: Record<string, Figure>; notes: string[] };
export type CategoryTrainingOptions = { seed: number; config?: Partial<CategoryConfig> };

/** Trains the category network and measures it on the holdout products, with two controls: the commonest category and
 *  the 20 nearest neighbours → bytes for loadCategory, figures, and the out-of-fold probabilities [n, k] (also inside
 *  the artifact). Throws TrainingRefused with a sentence on data that can't teach. */
export async function trainCategory(
  tf: TensorFlow,
  dataset: CategoryDataset,
  { seed, config = {} }: CategoryTrainingOptions,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<{ artifact: Uint8Array; metrics: CategoryMetrics; outOfFold: Matrix }> {
  const { model, notes } = await trainCategoryNetwork(tf, dataset, config, seed, onProgress, signal);
  onProgress(phaseReport("Measuring on the holdout"));
  await breathe(signal);
  const all = Int32Array.from(dataset.label, (_, i) => i);
  const [holdout, visible] = [all.filter((i) => dataset.holdout[i] === 1), all.filter((i) => dataset.holdout[i] === 0)];
  const predicted = predictCategoriesInBulk(tf, model, dataset.embedding, dataset.attributes);
  const figures: Record<string, Figure> = {
    ...categoryFigures(dataset, predicted, holdout, "holdout", seed),
    ...categoryFigures(dataset, model.outOfFold.probabilities, visible, "outOfFold", seed),
  };
  if (figures["accuracy.holdout"]) {
    const { probabilities } = neighbourEvidence(tf, dataset, holdout, 20);
    figures["neighbours.holdout"] = categoryFigures(dataset, probabilities, holdout, "of", seed)["accuracy.of"];
    figures["commonest.holdout"] = categoryFigures(dataset, commonest(dataset, visible), holdout, "of", seed)[
      "accuracy.of"
    ];
  } else {
    notes.push("Too few holdout products with a category to measure this version on.");
  }
  return { artifact: encodeCategory(model), metrics: { figures, notes }, outOfFold: model.outOfFold.probabilities };
}

function commonest(dataset: CategoryDataset, visible: Int32Array): Matrix {
  const k = dataset.classes.length;
  const count = new Float32Array(k);
  for (const i of visible) if (dataset.label[i] >= 0) count[dataset.label[i]] += 1;
  const out = matrixOf(dataset.label.length, k);
  for (let i = 0; i < out.rows; i++) out.data.set(count, i * k);
  return out;
}
