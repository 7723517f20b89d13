import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Evaluation } from "@/ml/evaluation/card";
import { compatibilityCard } from "@/ml/evaluation/compatibility-card";
import type { PairScorer } from "@/ml/evaluation/controls";
import { type GateRules, gate } from "@/ml/evaluation/gate";
import { holdoutQuestions, pairGate } from "@/ml/evaluation/gate-questions";
import type { TensorFlow } from "@/ml/runtime/backend";
import { networkItems, recodeItems } from "./items";
import { legsInBulk } from "./legs";
import type { CompatibilityModel } from "./model";
import { scorePairsInBulk } from "./score-pairs";

/** Measures a version on the holdout of `dataset`, which may be newer than it, and, beside the version that serves, asks the
 *  gate: both answer the same questions. categories: the names that dataset.family counts. */
export function evaluateCompatibility(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  { version, against }: { version: CompatibilityModel; against: CompatibilityModel | null },
  { rules, seed, categories }: { rules: GateRules; seed: number; categories: string[] },
): Evaluation {
  const asked = holdoutQuestions(dataset, rules.judgements, seed);
  const challenger = scorerOf(tf, dataset, version);
  const champion = against && scorerOf(tf, dataset, against);
  const card = compatibilityCard(dataset, asked, { version: challenger, against: champion }, { seed, categories });
  const finding = champion && gate(pairGate(asked, dataset, challenger, champion), rules, seed);
  const { source, judgements } = asked;
  return { card, gate: finding && { finding, categories, source, judgements, confirmed: judgements } };
}

function scorerOf(tf: TensorFlow, dataset: CompatibilityDataset, model: CompatibilityModel): PairScorer {
  const legs = legsInBulk(tf, model, networkItems(recodeItems(dataset, model.columns), model, tf));
  return (pairs) => scorePairsInBulk(tf, model, legs, pairs).compatibility;
}
