import { readFile } from "node:fs/promises";
import type { ProposalOptions } from "./acquisition/propose-pairs";
import { rankPairs } from "./acquisition/rank-pairs";
import { encodeRankedPairs } from "./acquisition/ranked-pairs-file";
import type { CategoryConfig } from "./category/config";
import { evaluateCategory } from "./category/evaluate-category";
import type { FineTuningConfig } from "./category/fine-tuning/config";
import { loadCategory } from "./category/model";
import { trainCategory } from "./category/train-category";
import { decodeCategoryDataset, decodeCompatibilityDataset, type EncoderRef } from "./datasets/dataset";
import { TrainingRefused } from "./datasets/training-refused";
import { encodeEvaluation } from "./evaluation/card";
import { encodeCatalogueFlags } from "./label-errors/catalogue-flag-file";
import { flagCatalogue } from "./label-errors/flag-catalogue";
import { flagLabels } from "./label-errors/flag-labels";
import { encodeSuspects } from "./label-errors/suspect-file";
import type { TensorFlow } from "./runtime/backend";
import { breathe, type OnProgress, phaseReport } from "./runtime/progress";
import { compareEncoders } from "./siamese/compare-encoders";
import type { SiameseConfig } from "./siamese/config";
import { evaluateCompatibility } from "./siamese/evaluate-compatibility";
import { networkItems, recodeItems } from "./siamese/items";
import { legsInBulk } from "./siamese/legs";
import { loadCompatibility } from "./siamese/model";
import { onlineFeatures } from "./siamese/online-features";
import { encodeOnlineFeatures } from "./siamese/online-features-file";
import { decodeScoreInput, encodeScores } from "./siamese/score-file";
import { scorePairsAtScale } from "./siamese/score-with-onnx";
import { trainCompatibility } from "./siamese/train-compatibility";
import type {
  CompareEncodersPlan,
  EvaluatePlan,
  FineTuneEncoderPlan,
  FlagLabelsPlan,
  Metrics,
  OnlineFeaturesPlan,
  Plan,
  RankPairsPlan,
  ScorePairsPlan,
  TrainPlan,
} from "./train-protocol";

type Outcome = { output: Uint8Array; metrics: Metrics };

const NOTHING_MEASURED: Metrics = { figures: {}, notes: [] };

/** Does what a plan asks → bytes of its output file, and figures where it measures any. Throws TrainingRefused with a
 *  sentence where the data stand in the way, DamagedArrays on broken files. */
export async function runTask(
  tf: TensorFlow,
  plan: Plan,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Outcome> {
  onProgress(phaseReport("Reading the catalogue"));
  await breathe(signal);
  switch (plan.task) {
    case "train-compatibility":
    case "train-category":
      return train(tf, plan, onProgress, signal);
    case "score-pairs":
      return scorePairs(tf, plan, onProgress);
    case "online-features":
      return featuresForOnline(tf, plan, onProgress);
    case "rank-pairs":
      return rank(tf, plan, onProgress);
    case "flag-labels":
    case "flag-catalogue":
      return flag(tf, plan, onProgress);
    case "evaluate-compatibility":
    case "evaluate-category":
      return evaluate(tf, plan, onProgress);
    case "fine-tune-encoder":
      return fineTune(tf, plan, onProgress, signal);
    case "compare-encoders":
      return compare(tf, plan, onProgress, signal);
  }
}

async function fineTune(
  tf: TensorFlow,
  { input, config, seed }: FineTuneEncoderPlan,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Outcome> {
  // Half of all that this process would load, and no other task needs it.
  const [{ decodePhotos }, { fineTuneEncoder }, { readSource }, { EncoderUnusable }] = await Promise.all([
    import("./category/fine-tuning/photos"),
    import("./category/fine-tuning/fine-tune-encoder"),
    import("./encoders/open"),
    import("./encoders/encoder"),
  ]);
  const photos = decodePhotos(await readFile(input, "utf8"));
  try {
    const graph = await readSource(config.source, config.hub);
    const tuning = config.tuning as Partial<FineTuningConfig> | undefined;
    const measuring = config.measuring as Partial<CategoryConfig> | undefined;
    const work = { graph, photos, folder: config.folder, config: tuning, measuring, seed };
    const { weights, figures, notes } = await fineTuneEncoder(tf, work, onProgress, signal);
    return { output: weights, metrics: { figures, notes } };
  } catch (error) {
    throw error instanceof EncoderUnusable ? new TrainingRefused(error.message) : error;
  }
}

async function compare(
  tf: TensorFlow,
  { input, nextPath, seed, config }: CompareEncodersPlan,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Outcome> {
  const live = decodeCompatibilityDataset(await readFile(input));
  const next = decodeCompatibilityDataset(await readFile(nextPath));
  const found = await compareEncoders(tf, live, next, { ...config, seed }, onProgress, signal);
  return { output: new TextEncoder().encode(JSON.stringify(found)), metrics: NOTHING_MEASURED };
}

async function train(tf: TensorFlow, plan: TrainPlan, onProgress: OnProgress, signal: AbortSignal): Promise<Outcome> {
  const bytes = await readFile(plan.input);
  // Configurations come from the code that froze the plan, and the config builders check their values.
  const options = { seed: plan.seed, config: plan.config as Partial<SiameseConfig & CategoryConfig> };
  const { artifact, metrics } =
    plan.task === "train-compatibility"
      ? await trainCompatibility(tf, decodeCompatibilityDataset(bytes), options, onProgress, signal)
      : await trainCategory(tf, decodeCategoryDataset(bytes), options, onProgress, signal);
  return { output: artifact, metrics };
}

async function scorePairs(tf: TensorFlow, plan: ScorePairsPlan, onProgress: OnProgress): Promise<Outcome> {
  const { model, legs, pairs } = await readPairs(tf, plan);
  onProgress(phaseReport("Scoring the pairs"));
  return { output: encodeScores(await scorePairsAtScale(tf, model, legs, pairs)), metrics: NOTHING_MEASURED };
}

async function featuresForOnline(tf: TensorFlow, plan: OnlineFeaturesPlan, onProgress: OnProgress): Promise<Outcome> {
  const { model, legs, pairs } = await readPairs(tf, plan);
  onProgress(phaseReport("Reading what the network sees in each pair"));
  const features = await onlineFeatures(tf, model, legs, pairs, plan.config);
  return { output: encodeOnlineFeatures(features), metrics: NOTHING_MEASURED };
}

async function readPairs(tf: TensorFlow, plan: { input: string; modelPath: string }) {
  const input = decodeScoreInput(await readFile(plan.input));
  const model = loadCompatibility(await readFile(plan.modelPath));
  refuseOtherEncoder(input.encoder, model.encoder);
  const items = networkItems(recodeItems(input, model.columns), model, tf);
  return { model, legs: legsInBulk(tf, model, items), pairs: input.pairs };
}

async function rank(tf: TensorFlow, plan: RankPairsPlan, onProgress: OnProgress): Promise<Outcome> {
  const dataset = decodeCompatibilityDataset(await readFile(plan.input));
  const model = plan.modelPath ? loadCompatibility(await readFile(plan.modelPath)) : null;
  if (model) refuseOtherEncoder(dataset.encoder, model.encoder);
  const found = await rankPairs(tf, dataset, model, plan.config as Partial<ProposalOptions>, plan.seed, onProgress);
  return { output: encodeRankedPairs(found), metrics: NOTHING_MEASURED };
}

async function flag(tf: TensorFlow, plan: FlagLabelsPlan, onProgress: OnProgress): Promise<Outcome> {
  const dataset = decodeCategoryDataset(await readFile(plan.input));
  const model = loadCategory(await readFile(plan.modelPath));
  refuseOtherEncoder(dataset.encoder, model.encoder);
  onProgress(phaseReport("Looking for catalogue errors"));
  const output =
    plan.task === "flag-labels"
      ? encodeSuspects(flagLabels(tf, dataset, model), dataset.productIds, dataset.classes)
      : encodeCatalogueFlags(flagCatalogue(tf, dataset, model), dataset.productIds);
  return { output, metrics: NOTHING_MEASURED };
}

async function evaluate(tf: TensorFlow, plan: EvaluatePlan, onProgress: OnProgress): Promise<Outcome> {
  const { rules, categories = [] } = plan.config;
  const measure = plan.task === "evaluate-compatibility" ? ofCompatibility : ofCategory;
  const [input, version, against] = await Promise.all([
    readFile(plan.input),
    readFile(plan.modelPath),
    plan.againstPath ? readFile(plan.againstPath) : null,
  ]);
  onProgress(phaseReport("Measuring on the holdout"));
  return { output: encodeEvaluation(measure()), metrics: NOTHING_MEASURED };

  function ofCompatibility() {
    const dataset = decodeCompatibilityDataset(input);
    const models = { version: loadCompatibility(version), against: against && loadCompatibility(against) };
    for (const model of [models.version, models.against]) if (model) refuseOtherEncoder(dataset.encoder, model.encoder);
    return evaluateCompatibility(tf, dataset, models, { rules, categories, seed: plan.seed });
  }

  function ofCategory() {
    const dataset = decodeCategoryDataset(input);
    const models = { version: loadCategory(version), against: against && loadCategory(against) };
    for (const model of [models.version, models.against]) if (model) refuseOtherEncoder(dataset.encoder, model.encoder);
    return evaluateCategory(tf, dataset, models, { rules, seed: plan.seed });
  }
}

function refuseOtherEncoder(given: EncoderRef, wanted: EncoderRef): void {
  if (given.name === wanted.name && given.version === wanted.version && given.dimension === wanted.dimension) return;
  throw new TrainingRefused(
    `This model reads embeddings of ${wanted.name} ${wanted.version} (${wanted.dimension} numbers); ` +
      `the catalogue was embedded with ${given.name} ${given.version} (${given.dimension}). Train a new version first.`,
  );
}
