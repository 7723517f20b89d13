import { recodeAttributes } from "@/ml/datasets/attributes";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { AGAINST, type Evaluation, VERSION } from "@/ml/evaluation/card";
import { type CategoryScorers, categoryCard } from "@/ml/evaluation/category-card";
import { categoryControls } from "@/ml/evaluation/category-controls";
import { categoryGate, knownHoldout } from "@/ml/evaluation/category-gate";
import { type GateRules, gate } from "@/ml/evaluation/gate";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { CategoryModel } from "./model";
import { neighbourEvidence } from "./neighbour-evidence";
import { predictCategoriesInBulk } from "./predict-bulk";

const NEIGHBOURS = 20;
/** Products of the catalogue that the "seen" figures rest on: their neighbours have to be looked up. */
const MOST_SEEN = 2_000;

/** Measures a version on the holdout products of `dataset`, which may be newer than it, and, beside the version that
 *  serves, asks the gate: both answer for the same products. */
export function evaluateCategory(
  tf: TensorFlow,
  dataset: CategoryDataset,
  { version, against }: { version: CategoryModel; against: CategoryModel | null },
  { rules, seed }: { rules: GateRules; seed: number },
): Evaluation {
  const controls = categoryControls(dataset);
  const beside = (rows: Int32Array, predict: (model: CategoryModel) => Matrix): CategoryScorers => ({
    [VERSION]: predict(version),
    ...(against ? { [AGAINST]: predict(against) } : {}),
    neighbours: neighbourEvidence(tf, dataset, rows, NEIGHBOURS).probabilities,
    ...controls,
  });
  const holdout = knownHoldout(dataset);
  const scorers = beside(holdout, (model) => predictions(tf, dataset, model));
  const seen = seenRows(dataset, [version, ...(against ? [against] : [])], seed);
  const card = categoryCard(
    dataset,
    scorers,
    { rows: seen, scorers: beside(seen, (model) => outOfFold(dataset, model)) },
    seed,
  );
  const served = scorers[AGAINST];
  const finding = served ? gate(categoryGate(dataset, scorers[VERSION], served), rules, seed) : null;
  const { source, confirmed } = card;
  return {
    card,
    gate: finding && { finding, categories: dataset.classes, source, judgements: confirmed, confirmed },
  };
}

/** Predictions in the dataset's own categories, joined by name → [n, k]; one that the model has not met gets nothing. */
function predictions(tf: TensorFlow, dataset: CategoryDataset, model: CategoryModel): Matrix {
  const codes = recodeAttributes(dataset.attributes, dataset.columns, model.columns);
  const found = predictCategoriesInBulk(tf, model, dataset.embedding, codes);
  return inClassesOf(dataset, model, (i) => rowOf(found, i));
}

/** What the members that did not see a product said of it; zeros where the model has not met it. */
function outOfFold(dataset: CategoryDataset, { outOfFold: own, ...model }: CategoryModel): Matrix {
  const rows = new Map(own.productIds.map((id, row) => [id, row]));
  return inClassesOf(dataset, model, (i) => {
    const row = rows.get(dataset.productIds[i]);
    return row === undefined ? null : rowOf(own.probabilities, row);
  });
}

function inClassesOf(
  { productIds, classes }: CategoryDataset,
  model: Pick<CategoryModel, "classes">,
  read: (i: number) => Float32Array | null,
): Matrix {
  const columnOf = classes.map((name) => model.classes.indexOf(name));
  const out = matrixOf(productIds.length, classes.length);
  for (let i = 0; i < out.rows; i++) {
    const source = read(i);
    if (source) rowOf(out, i).set(columnOf.map((column) => (column < 0 ? 0 : source[column])));
  }
  return out;
}

/** Visible products with a category that all models trained on: at most 2,000, drawn by the seed. */
function seenRows(dataset: CategoryDataset, models: CategoryModel[], seed: number): Int32Array {
  const known = models.map(({ outOfFold: { productIds, fold } }) => {
    return new Set(productIds.filter((_, row) => fold[row] >= 0));
  });
  const rows = Int32Array.from(dataset.label.keys()).filter(
    (i) => dataset.holdout[i] === 0 && dataset.label[i] >= 0 && known.every((ids) => ids.has(dataset.productIds[i])),
  );
  const order = permutation(rngOf(seedFor(seed, "seen")), rows.length).subarray(0, MOST_SEEN);
  return Int32Array.from(order, (at) => rows[at]).sort();
}
