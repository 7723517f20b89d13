import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { NegativeSampler } from "@/ml/datasets/negatives";
import { pairKeys, selectPairs, takePairs } from "@/ml/datasets/pairs";
import { type SourceNoise, sourceNoise, sourcesOf } from "@/ml/datasets/sources";
import { PART, splitByGroup } from "@/ml/datasets/split";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { presentRows } from "@/ml/runtime/matrix";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import type { SiameseConfig } from "./config";
import { drawValidation, type PairSource, type Samples } from "./samples";

/** What training works on after the split; holdout products are in none of it. */
export type Prepared = {
  positives: PairSource;
  judged: PairSource;
  sampler: NegativeSampler;
  validation: Samples;
  /** Training products with a usable embedding: the reduction is fitted on them. */
  present: Int32Array;
  /** Training products with a description that can be read. */
  described: Int32Array;
  notes: string[];
};

/** Fewer validation examples than this decide nothing: training then runs to its end and stays uncalibrated. */
export const FEWEST_VALIDATION = 40;

/** Splits a dataset by garment model and sorts its pairs. Throws TrainingRefused when nothing can be learnt from it. */
export function prepareCompatibility(dataset: CompatibilityDataset, config: SiameseConfig, seed: number): Prepared {
  refuseUnusable(dataset);
  const n = dataset.productIds.length;
  const part = splitByGroup(dataset.group, dataset.holdout, config.validationShare, seed);
  const isIn = (wanted: number) => (i: number) => part[i] === wanted;
  const [inTraining, inValidation] = [isIn(PART.training), isIn(PART.validation)];
  const isFree = (i: number) => part[i] !== PART.holdout;
  const forTraining = (i: number, j: number) => inTraining(i) && inTraining(j);
  const forValidation = (i: number, j: number) => isFree(i) && isFree(j) && !forTraining(i, j);

  refuseUnknownSources(dataset, config.without);
  const noise = sourceNoise(dataset);
  const weights = positiveWeights(dataset, noise, config.without);
  const judgedFactor = config.without.includes(JUDGED) ? 0 : config.judgedWeight;
  const positives = positivePairs(dataset, weights, forTraining);
  const judged = judgedPairs(dataset, forTraining, judgedFactor);
  const fits = takePairs(
    dataset.judged,
    selectPairs(dataset.judged, () => true).filter((j) => dataset.judgedY[j] > 0.5),
  );
  const known = pairKeys(n, dataset.positives, fits);
  const items = Int32Array.from({ length: n }, (_, i) => i);
  const sampler = new NegativeSampler(dataset, items.filter(inTraining), known);
  refuseUnlearnable(positives, judged, sampler, dataset, config);

  const unseen = new NegativeSampler(dataset, items.filter(inValidation), known);
  const [fresh, settled] = [
    positivePairs(dataset, weights, forValidation),
    judgedPairs(dataset, forValidation, judgedFactor),
  ];
  const draw = (widened: boolean) =>
    drawValidation(rngOf(seedFor(seed, "validation")), fresh, settled, unseen, inValidation, widened);
  const strict = draw(false);
  const validation = strict.weight.length >= FEWEST_VALIDATION ? strict : draw(true);
  const usable = presentRows(dataset.embedding);
  const present = items.filter((i) => inTraining(i) && usable[i] === 1);
  const readable = dataset.description ? presentRows(dataset.description) : null;
  const described = items.filter((i) => inTraining(i) && readable?.[i] === 1);
  return {
    positives,
    judged,
    sampler,
    validation,
    present,
    described,
    notes: [...notesOf(usable), ...noiseNotes(dataset, noise)],
  };
}

/** The name that leaves the labels out of a training (see SiameseConfig.without). */
const JUDGED = "judged";

type Keep = (i: number, j: number) => boolean;

function refuseUnknownSources(dataset: CompatibilityDataset, without: string[]): void {
  const names = [...sourcesOf(dataset).sources.map(({ name }) => name), JUDGED];
  const unknown = without.find((name) => !names.includes(name));
  if (unknown) throw new RangeError(`without names ${unknown}, the sources are ${names.join(", ")}`);
}

/** A source weighs one minus its noise rate; one that is left out weighs nothing → [p]. */
function positiveWeights(dataset: CompatibilityDataset, noise: SourceNoise[], without: string[]): Float32Array {
  const { positiveSource } = sourcesOf(dataset);
  const factor = noise.map(({ name, rate }) => (without.includes(name) ? 0 : 1 - rate));
  return dataset.positiveWeight.map((weight, p) => weight * factor[positiveSource[p]]);
}

function positivePairs(dataset: CompatibilityDataset, weights: Float32Array, keep: Keep): PairSource {
  const chosen = selectPairs(dataset.positives, keep).filter((p) => weights[p] > 0);
  const weight = Float32Array.from(chosen, (p) => weights[p]);
  return { pairs: takePairs(dataset.positives, chosen), target: new Float32Array(chosen.length).fill(1), weight };
}

function judgedPairs(dataset: CompatibilityDataset, keep: Keep, factor: number): PairSource {
  const chosen = factor > 0 ? selectPairs(dataset.judged, keep) : new Int32Array(0);
  return {
    pairs: takePairs(dataset.judged, chosen),
    target: Float32Array.from(chosen, (j) => dataset.judgedY[j]),
    weight: Float32Array.from(chosen, (j) => dataset.judgedWeight[j] * factor),
  };
}

function refuseUnusable(dataset: CompatibilityDataset): void {
  const { embedding, encoder, columns, productIds } = dataset;
  if (embedding.columns !== encoder.dimension) {
    throw new TrainingRefused(
      `The stored embeddings are ${embedding.columns} numbers long, the encoder ${encoder.name} ` +
        `${encoder.version} makes ${encoder.dimension}. Embed the catalogue again.`,
    );
  }
  if (productIds.length < 2)
    throw new TrainingRefused("Compatibility needs at least two products; import a catalogue first.");
  if (columns.length === 0 && !dataset.description && !presentRows(embedding).includes(1)) {
    throw new TrainingRefused(
      "No product has an embedding or an attribute, so there is nothing to learn from. Embed the catalogue first.",
    );
  }
}

function refuseUnlearnable(
  positives: PairSource,
  judged: PairSource,
  sampler: NegativeSampler,
  dataset: CompatibilityDataset,
  config: SiameseConfig,
): void {
  const fits = judged.target.some((y) => y > 0.5);
  if (positives.weight.length === 0 && !fits) {
    throw new TrainingRefused(
      dataset.positives.length + dataset.judged.length === 0
        ? "There are no outfits and no judged pairs yet. Import outfits or judge some pairs first."
        : "No pair that fits is left to learn from once the holdout and validation products are set aside. Import more outfits or judge more pairs.",
    );
  }
  const rng = rngOf(1);
  const canDraw = () =>
    Array.from(positives.weight).some((_, p) => {
      return sampler.draw(rng, positives.pairs[2 * p], positives.pairs[2 * p + 1], config.negativeMix) !== null;
    });
  if (!judged.target.some((y) => y <= 0.5) && !canDraw()) {
    throw new TrainingRefused(
      "Every pair of products is known to fit, so there is no counter-example to learn from. Judge some pairs that clash or import more products.",
    );
  }
}

/** What was taken for the noise of sources that judged pairs were measured on, or that are noisy by nature. */
function noiseNotes(dataset: CompatibilityDataset, noise: SourceNoise[]): string[] {
  const { sources } = sourcesOf(dataset);
  return noise.flatMap(({ name, rate, lower, upper, judged }, s) => {
    if (judged === 0 && sources[s].kind === "outfits") return [];
    const seen =
      judged === 0
        ? "no judged pair is among them yet"
        : `${judged} judged pairs among them say ${lower.toFixed(2)} to ${upper.toFixed(2)}`;
    return [`Pairs of ${name} weigh ${(1 - rate).toFixed(2)}: ${rate.toFixed(2)} is taken for noise, ${seen}.`];
  });
}

function notesOf(usable: Uint8Array): string[] {
  const missing = usable.reduce((count, present) => count + 1 - present, 0);
  return missing > 0
    ? [`${missing} of ${usable.length} products have no usable embedding; the network sees their attributes only.`]
    : [];
}
