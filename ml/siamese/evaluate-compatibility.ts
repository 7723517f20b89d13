import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Evaluation } from "@/ml/evaluation/card";
import { compatibilityCard } from "@/ml/evaluation/compatibility-card";
import type { PairScorer } from "@/ml/evaluation/controls";
import { type GateRules, gate } from "@/ml/evaluation/gate";
import { holdoutQuestions, pairGate } from "@/ml/evaluation/gate-questions";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Matrix } from "@/ml/runtime/matrix";
import { networkItems, recodeItems } from "./items";
import { legsInBulk } from "./legs";
import type { CompatibilityModel } from "./model";
import { scorePairsInBulk } from "./score-pairs";

type Asking = { rules: GateRules; seed: number; categories: string[]; againstDescriptions?: Matrix };

/** Measures a version on the holdout of `dataset`, which may be newer than it, and, beside the version that serves, asks the
 *  gate: both answer the same questions. categories: the names that dataset.family counts. againstDescriptions [n, t]: the
 *  descriptions as the one that serves reads them, where that is not as the dataset has them. */
export function evaluateCompatibility(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  { version, against }: { version: CompatibilityModel; against: CompatibilityModel | null },
  { rules, seed, categories, againstDescriptions }: Asking,
): Evaluation {
  const asked = holdoutQuestions(dataset, rules.judgements, seed);
  const challenger = scorerOf(tf, dataset, version);
  const served = againstDescriptions ? { ...dataset, description: againstDescriptions } : dataset;
  const champion = against && scorerOf(tf, served, against);
  const card = compatibilityCard(dataset, asked, { version: challenger, against: champion }, { seed, categories });
  const finding = champion && gate(pairGate(asked, dataset, challenger, champion), rules, seed);
  const { source, judgements } = asked;
  return { card, gate: finding && { finding, categories, source, judgements, confirmed: judgements } };
}

function scorerOf(tf: TensorFlow, dataset: CompatibilityDataset, model: CompatibilityModel): PairScorer {
  const legs = legsInBulk(tf, model, networkItems(recodeItems(dataset, model.columns), model, tf));
  return (pairs) => scorePairsInBulk(tf, model, legs, pairs).compatibility;
}
