import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { NegativeSampler } from "@/ml/datasets/negatives";
import { pairKeys, selectPairs, takePairs } from "@/ml/datasets/pairs";
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

  const positives = outfitPairs(dataset, forTraining);
  const judged = judgedPairs(dataset, forTraining, config.judgedWeight);
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
    outfitPairs(dataset, forValidation),
    judgedPairs(dataset, forValidation, config.judgedWeight),
  ];
  const draw = (widened: boolean) =>
    drawValidation(rngOf(seedFor(seed, "validation")), fresh, settled, unseen, inValidation, widened);
  const strict = draw(false);
  const validation = strict.weight.length >= FEWEST_VALIDATION ? strict : draw(true);
  const usable = presentRows(dataset.embedding);
  const present = items.filter((i) => inTraining(i) && usable[i] === 1);
  return { positives, judged, sampler, validation, present, notes: notesOf(usable) };
}

type Keep = (i: number, j: number) => boolean;

function outfitPairs(dataset: CompatibilityDataset, keep: Keep): PairSource {
  const chosen = selectPairs(dataset.positives, keep);
  const weight = Float32Array.from(chosen, (p) => dataset.positiveWeight[p]);
  return { pairs: takePairs(dataset.positives, chosen), target: new Float32Array(chosen.length).fill(1), weight };
}

function judgedPairs(dataset: CompatibilityDataset, keep: Keep, factor: number): PairSource {
  const chosen = selectPairs(dataset.judged, keep);
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
  if (columns.length === 0 && !presentRows(embedding).includes(1)) {
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

function notesOf(usable: Uint8Array): string[] {
  const missing = usable.reduce((count, present) => count + 1 - present, 0);
  return missing > 0
    ? [`${missing} of ${usable.length} products have no usable embedding; the network sees their attributes only.`]
    : [];
}
