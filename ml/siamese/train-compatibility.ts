import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Figure } from "@/ml/evaluation/bootstrap";
import { compatibilityFigures } from "@/ml/evaluation/compatibility-figures";
import type { TensorFlow } from "@/ml/runtime/backend";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import type { SiameseConfig } from "./config";
import { legsInBulk } from "./legs";
import { encodeCompatibility } from "./model";
import { scorePairsInBulk } from "./score-pairs";
import { trainSiamese } from "./train";

export type CompatibilityMetrics = { figures: Record<string, Figure>; notes: string[] };
export type TrainingOptions = { seed: number; config?: Partial<SiameseConfig> };

/** Trains the ensemble and measures it on the holdout products → bytes for loadCompatibility, and figures with their
 *  controls. Throws TrainingRefused with a sentence on data that can't teach. */
export async function trainCompatibility(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  { seed, config = {} }: TrainingOptions,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<{ artifact: Uint8Array; metrics: CompatibilityMetrics }> {
  const trained = await trainSiamese(tf, dataset, config, seed, onProgress, signal);
  onProgress(phaseReport("Measuring on the holdout", trained.epochs, trained.epochs));
  await breathe(signal);
  const legs = legsInBulk(tf, trained.model, trained.items);
  const figures = compatibilityFigures(
    dataset,
    (pairs) => scorePairsInBulk(tf, trained.model, legs, pairs).compatibility,
    seed,
  );
  if (trained.validationAuc !== null) {
    const value = trained.validationAuc;
    figures["auc.validation"] = { value, lower: value, upper: value, n: trained.validationPairs };
  }
  const notes = Object.keys(figures).some((name) => name.startsWith("auc.same"))
    ? trained.notes
    : [...trained.notes, "Too few outfit pairs with holdout products to measure this version on."];
  return { artifact: encodeCompatibility(trained.model), metrics: { figures, notes } };
}
