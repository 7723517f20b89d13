import type { CategoryModel } from "@/ml/category/model";
import { learntNeighbours, neighbourEvidence } from "@/ml/category/neighbour-evidence";
import { predictCategoriesInBulk } from "@/ml/category/predict-bulk";
import { recodeAttributes } from "@/ml/datasets/attributes";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { rankSuspects, type Suspect } from "./suspects";

/** Neighbours whose categories are counted. */
const NEIGHBOURS = 20;

/** Ranks the products of a dataset by doubt about their category: out-of-fold predictions for the products that the
 *  model was trained on, its mean prediction for the others. The dataset may be newer than the model: products are
 *  joined by id, categories and attribute values by name. Throws RangeError on an embedding of another width. */
export function flagLabels(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel): Suspect[] {
  const all = Int32Array.from(dataset.label, (_, i) => i);
  const evidence = neighbourEvidence(tf, dataset, all, NEIGHBOURS);
  const predictions = predictionsFor(tf, dataset, model, evidence.probabilities);
  return rankSuspects(dataset, predictions, evidence, learntNeighbours(tf, dataset, model, NEIGHBOURS));
}

/** Predictions in the dataset's own products and categories → [n, k]. A category that the model has not met takes the
 *  neighbours' word for it, so that its products are not all suspects. */
function predictionsFor(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel, neighbours: Matrix): Matrix {
  const codes = recodeAttributes(dataset.attributes, dataset.columns, model.columns);
  const fresh = predictCategoriesInBulk(tf, model, dataset.embedding, codes);
  const trainedAt = new Map(model.outOfFold.productIds.map((id, row) => [id, row]));
  const columnOf = dataset.classes.map((name) => model.classes.indexOf(name));
  const out = matrixOf(dataset.productIds.length, dataset.classes.length);
  dataset.productIds.forEach((id, i) => {
    const row = trainedAt.get(id);
    const unseen = row === undefined ? null : rowOf(model.outOfFold.probabilities, row);
    const source = unseen?.some((p) => p > 0) ? unseen : rowOf(fresh, i);
    const target = rowOf(out, i);
    let total = 0;
    for (let c = 0; c < target.length; c++) {
      target[c] = columnOf[c] >= 0 ? source[columnOf[c]] : rowOf(neighbours, i)[c];
      total += target[c];
    }
    for (let c = 0; c < target.length; c++) target[c] /= total || 1;
  });
  return out;
}
