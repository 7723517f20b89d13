import type { CategoryDataset } from "@/ml/datasets/dataset";
import { fitTemperature } from "@/ml/evaluation/calibration";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf, takeRows } from "@/ml/runtime/matrix";
import type { Parameters } from "@/ml/runtime/parameters";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { type CategoryConfig, categoryConfig } from "./config";
import { categoryInputs, fitStandardiser, inputWidth } from "./inputs";
import type { CategoryModel } from "./model";
import { initialiseCategory } from "./network";
import { optimise } from "./optimise";
import { memberLogits } from "./predict-bulk";
import { foldsFor, notesOf, refuseUnteachable } from "./prepare";
import { softmaxRows } from "./softmax";

export type TrainedCategory = { model: CategoryModel; notes: string[] };

/** Trains one member per fold in one graph; the member that did not see a product's garment model predicts it, which
 *  gives the out-of-fold evidence and the temperature. Holdout products take no part. Same seed and backend, same
 *  weights. Throws TrainingRefused (a sentence) on data that can't teach. */
export async function trainCategoryNetwork(
  tf: TensorFlow,
  dataset: CategoryDataset,
  changes: Partial<CategoryConfig>,
  seed: number,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<TrainedCategory> {
  const visible = Int32Array.from(dataset.label, (_, i) => i).filter((i) => dataset.holdout[i] === 0);
  const taught = visible.filter((i) => dataset.label[i] >= 0);
  refuseUnteachable(dataset, taught);
  const wanted = categoryConfig(changes);
  const models = new Set(Array.from(taught, (i) => dataset.group[i])).size;
  const config = { ...wanted, folds: Math.min(wanted.folds, models) };
  onProgress(phaseReport("Standardising the embeddings"));
  await breathe(signal);

  const columns = config.attributes ? dataset.columns : [];
  const attributes = config.attributes ? dataset.attributes : new Int32Array(0);
  const standardiser = fitStandardiser(dataset.embedding, visible);
  const x = categoryInputs(dataset.embedding, attributes, columns, standardiser);
  const fold = foldsFor(dataset, taught, config.folds, seed);
  const width = inputWidth(standardiser.mean.length, columns);
  const parameters = initialiseCategory(
    rngOf(seedFor(seed, "weights")),
    config.folds,
    width,
    config.hidden,
    dataset.classes.length,
  );
  await optimise(tf, { dataset, x, fold, taught, parameters, config, seed }, onProgress, signal);

  const logits = outOfFoldLogits(tf, parameters, x, fold, visible, dataset);
  const temperature = calibrate(logits, dataset, taught);
  softmaxVisible(logits, visible, temperature);
  const { classes, encoder, productIds } = dataset;
  const outOfFold = { productIds, probabilities: logits };
  const model = { columns, classes, encoder, config, standardiser, parameters, temperature, seed, outOfFold };
  return { model, notes: notesOf(dataset, taught) };
}

function outOfFoldLogits(
  tf: TensorFlow,
  parameters: Parameters,
  x: Matrix,
  fold: Int32Array,
  visible: Int32Array,
  dataset: CategoryDataset,
): Matrix {
  const out = matrixOf(x.rows, dataset.classes.length);
  const folds = Math.max(...fold) + 1;
  for (let f = 0; f < folds; f++) {
    const unseen = visible.filter((i) => fold[i] === f);
    const logits = memberLogits(tf, parameters, folds, f, takeRows(x, unseen));
    unseen.forEach((i, r) => {
      rowOf(out, i).set(rowOf(logits, r));
    });
  }
  return out;
}

function calibrate(logits: Matrix, dataset: CategoryDataset, taught: Int32Array): number {
  const k = logits.columns;
  const own = takeRows(logits, taught);
  return fitTemperature((temperature) => {
    const probabilities = own.data.slice();
    softmaxRows(probabilities, k, temperature);
    return (
      taught.reduce((loss, i, r) => loss - Math.log(probabilities[r * k + dataset.label[i]] + 1e-12), 0) / taught.length
    );
  });
}

function softmaxVisible(logits: Matrix, visible: Int32Array, temperature: number): void {
  for (const i of visible) softmaxRows(rowOf(logits, i), logits.columns, temperature);
}
