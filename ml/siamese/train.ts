import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { copyParameters } from "@/ml/runtime/parameters";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { fitReduction, type Reduction } from "@/ml/runtime/reduction";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { backedComponents, type SiameseConfig, siameseConfig } from "./config";
import { EarlyStopping, standardErrorOfArea } from "./early-stopping";
import { networkItems, type Reading, valuesToRead } from "./items";
import type { CompatibilityModel } from "./model";
import { type InputShape, initialiseSiamese } from "./network";
import { FEWEST_VALIDATION, type Prepared, prepareCompatibility } from "./prepare";
import type { EpochSources } from "./samples";
import { type SimilarItems, similarItems } from "./similar-items";
import type { NetworkItems } from "./step-input";
import { Stepper } from "./stepper";
import { calibrate, validationArea, validationOf } from "./validation";
import { itemViews } from "./views";

export type TrainedCompatibility = {
  model: CompatibilityModel;
  /** The dataset's products as the model reads them. */
  items: NetworkItems;
  notes: string[];
  epochs: number;
  validationAuc: number | null;
  validationPairs: number;
};

/** Trains the ensemble on everything but holdout products: item-disjoint validation stops it early and sets its
 *  temperature. Same seed and backend, same weights. Throws TrainingRefused (a sentence) on data that can't teach, and
 *  the signal's reason when it is aborted. */
export async function trainSiamese(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  changes: Partial<SiameseConfig>,
  seed: number,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<TrainedCompatibility> {
  const config = siameseConfig(changes);
  const prepared = prepareCompatibility(dataset, config, seed);
  onProgress(phaseReport("Reducing the embeddings"));
  await breathe(signal);
  const reading = fitReading(tf, dataset, prepared, config);
  const items = networkItems(dataset, reading, tf);
  if (dataset.views && reading.reduction)
    items.views = itemViews(dataset.views, reading.reduction, items.dense.rows, tf);
  const vocabulary = dataset.columns.reduce((sum, column) => sum + column.values.length, 0);
  const input: InputShape = { dense: items.dense.columns, columns: dataset.columns.length, vocabulary };
  const parameters = initialiseSiamese(rngOf(seedFor(seed, "weights")), input, config);
  const { encoder } = dataset;
  const model: CompatibilityModel = { ...reading, encoder, config, input, parameters, temperature: 1, seed };
  const similar = lookAlikes(dataset, prepared, items, reading.reduction, config);
  const fitted = await optimise(tf, model, { ...prepared, similar }, items, onProgress, signal);
  return { model, items, notes: prepared.notes, ...fitted };
}

const FEWEST_COMPONENTS = { image: 8, description: 2 };

/** Values of one column that are read of a product; few have more, and each costs a look-up in every step. */
const MOST_VALUES = 3;

function fitReading(tf: TensorFlow, dataset: CompatibilityDataset, prepared: Prepared, config: SiameseConfig): Reading {
  const pairs = prepared.positives.weight.length + prepared.judged.weight.length;
  const reductionOf = (embedding: Matrix | undefined, rows: Int32Array, components: number) =>
    embedding && components > 0 && rows.length >= 2 ? fitReduction(tf, embedding, rows, components) : null;
  return {
    columns: dataset.columns,
    valuesRead: valuesToRead(dataset, dataset.columns, MOST_VALUES),
    reduction: reductionOf(
      dataset.embedding,
      prepared.present,
      backedComponents(config.components, pairs, config.pairsPerComponent, FEWEST_COMPONENTS.image),
    ),
    descriptionReduction: reductionOf(
      dataset.description,
      prepared.described,
      backedComponents(
        config.descriptionComponents,
        pairs,
        config.pairsPerDescriptionComponent,
        FEWEST_COMPONENTS.description,
      ),
    ),
  };
}

/** Look-alikes among the training products, in the reduced space of the images; null where none are asked for. */
function lookAlikes(
  dataset: CompatibilityDataset,
  { present }: Prepared,
  { dense }: NetworkItems,
  reduction: Reduction | null,
  { similarShare, similarThreshold }: SiameseConfig,
): SimilarItems | null {
  if (similarShare === 0 || !reduction) return null;
  const width = reduction.directions.rows;
  const image = matrixOf(dense.rows, width);
  for (let i = 0; i < dense.rows; i++) rowOf(image, i).set(rowOf(dense, i).subarray(0, width));
  return similarItems(image, dataset, present, { threshold: similarThreshold, atMost: 8 });
}

async function optimise(
  tf: TensorFlow,
  model: CompatibilityModel,
  prepared: Prepared & EpochSources,
  items: NetworkItems,
  onProgress: OnProgress,
  signal?: AbortSignal,
) {
  const { config, seed } = model;
  const validation = validationOf(items, prepared.validation);
  const canValidate =
    validation.weight.length >= FEWEST_VALIDATION &&
    Number.isFinite(areaUnderCurve(validation.target, validation.target));
  const stepper = new Stepper(tf, model, items, prepared, seed);
  const { epochs, rounds } = schedule(stepper.stepsPerEpoch, config);
  const stopping = new EarlyStopping(canValidate ? standardErrorOfArea(validation.target) : 0, config.patience);
  let best = { score: Number.NEGATIVE_INFINITY, weights: copyParameters(model.parameters) };
  let round = 1;
  for (; round <= rounds; round++) {
    const started = performance.now();
    const until = Math.round((epochs * round) / rounds);
    const { loss, pairs } = await stepper.runTo(until, epochs, signal);
    const itemsPerSecond = (1000 * pairs) / (performance.now() - started);
    const score = canValidate ? validationArea(tf, model, validation) : null;
    onProgress({ phase: "Training", epoch: until, epochs, loss, validation: score, itemsPerSecond });
    if (score === null) continue;
    const decision = stopping.offer(round, score);
    if (decision === "keep") best = { score, weights: copyParameters(model.parameters) };
    if (decision === "stop") break;
  }
  if (canValidate) {
    model.parameters = best.weights;
    model.temperature = calibrate(tf, model, validation);
    // A one-sided test at 5 %: below it the score may well be chance.
    if (best.score < 0.5 + 1.645 * standardErrorOfArea(validation.target)) {
      prepared.notes.push(
        `On the ${validation.weight.length} validation pairs this version tells fits from clashes no better than chance ` +
          `(area ${best.score.toFixed(2)}): its data are too few, or contradict each other.`,
      );
    }
  } else {
    prepared.notes.push(
      `Only ${validation.weight.length} validation pairs: trained to the end, scores are not calibrated.`,
    );
  }
  return {
    epochs: Math.round((epochs * Math.min(round, rounds)) / rounds),
    validationAuc: canValidate ? best.score : null,
    validationPairs: validation.weight.length,
  };
}

/** Epochs in all, and in how many equal rounds they are reported and validated. */
function schedule(stepsPerEpoch: number, config: SiameseConfig): { epochs: number; rounds: number } {
  const epochs = Math.max(config.epochs, Math.ceil(config.fewestSteps / stepsPerEpoch));
  return { epochs, rounds: Math.min(epochs, Math.max(config.epochs, 8)) };
}
