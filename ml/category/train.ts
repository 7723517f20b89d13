import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { presentRows } from "@/ml/runtime/matrix";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { fitReduction } from "@/ml/runtime/reduction";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { headsWidth } from "./attribute-heads";
import { type CategoryConfig, categoryConfig, memberCount } from "./config";
import { categoryInputs, columnStarts, fitStandardiser, type InputPlan, inputWidth, standardise } from "./inputs";
import { type CategoryModel, headsOf } from "./model";
import { initialiseCategory } from "./network";
import { optimise } from "./optimise";
import { unfold } from "./out-of-fold";
import { foldsFor, notesOf, refuseUnteachable } from "./prepare";

export type TrainedCategory = { model: CategoryModel; notes: string[] };

/** Trains the members of every fold in one graph; the members that did not see a product's garment model predict it,
 *  which gives the out-of-fold evidence and the temperatures. Holdout products take no part. Same seed and backend, same
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

  const { columns, classes, encoder } = dataset;
  const inputs = planInputs(tf, dataset, visible, config);
  const x = categoryInputs(dataset.embedding, config.attributes ? dataset.attributes : new Int32Array(0), inputs, tf);
  const heads = headsOf({ columns, config });
  const fold = foldsFor(dataset, taught, config.folds, seed);
  const parameters = initialiseCategory(rngOf(seedFor(seed, "weights")), {
    members: memberCount(config),
    width: inputWidth(inputs),
    hidden: config.hidden,
    classes: classes.length,
    attributes: headsWidth(heads),
  });
  const starts = columnStarts(inputs);
  await optimise(tf, { dataset, x, starts, heads, fold, taught, parameters, config, seed }, onProgress, signal);

  const unfolded = unfold(tf, { dataset, x, inputs, heads, fold, visible, taught, parameters, config });
  const model = { columns, classes, encoder, config, inputs, parameters, seed, ...unfolded };
  return { model, notes: notesOf(dataset, taught) };
}

/** Fits the standardiser and the principal components on the visible products. */
function planInputs(tf: TensorFlow, dataset: CategoryDataset, visible: Int32Array, config: CategoryConfig): InputPlan {
  const { embedding, columns } = dataset;
  const standardiser = fitStandardiser(embedding, visible);
  const present = presentRows(embedding);
  const used = visible.filter((i) => present[i] === 1);
  const isReduced = config.components > 0 && config.components < embedding.columns && used.length > 1;
  const reduction = isReduced ? fitReduction(tf, standardise(embedding, standardiser), used, config.components) : null;
  return { standardiser, reduction, columns: config.attributes ? columns : [] };
}
