import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { PairScorer } from "./controls";
import type { GateQuestions } from "./gate";
import { degreeMatchedQuestions, type PairQuestions } from "./pair-questions";
import { reweightedArea } from "./ranking";

/** Questions about pairs with the product that each turns on; `judgements`: judged holdout pairs there are in all. */
export type HoldoutQuestions = PairQuestions & {
  source: "judged" | "outfits";
  turnsOn: Int32Array;
  judgements: number;
};

/** What both versions are asked: the judged holdout pairs once there are `least` of them, else outfits of holdout products
 *  with negatives of the same family and season, drawn as often as they stand in outfits. */
export function holdoutQuestions(dataset: CompatibilityDataset, least: number, seed: number): HoldoutQuestions {
  const judged = judgedHoldout(dataset);
  const judgements = judged.target.length;
  if (judgements >= least) return { source: "judged", judgements, ...judged };
  const outfits = degreeMatchedQuestions(dataset, seed);
  // A drawn pair stands in for the true one just before it, and turns on the same product.
  const turnsOn = Int32Array.from(outfits.target, (y, q) => outfits.pairs[2 * (y > 0.5 ? q : q - 1) + 1]);
  return { source: "outfits", judgements, ...outfits, turnsOn };
}

/** Judged pairs of the uniform slice with a holdout end; votes split in half say neither yes nor no and are left out. */
export function judgedHoldout(dataset: CompatibilityDataset): PairQuestions & { turnsOn: Int32Array } {
  const { holdoutJudged, holdoutJudgedY, holdout, group } = dataset;
  const places = Array.from(holdoutJudgedY.keys()).filter((p) => holdoutJudgedY[p] !== 0.5);
  const turnsOn = Int32Array.from(places, (p) => {
    const [a, b] = [holdoutJudged[2 * p], holdoutJudged[2 * p + 1]];
    return holdout[a] === 1 ? a : b;
  });
  return {
    pairs: Int32Array.from(places.flatMap((p) => [holdoutJudged[2 * p], holdoutJudged[2 * p + 1]])),
    target: Float32Array.from(places, (p) => (holdoutJudgedY[p] > 0.5 ? 1 : 0)),
    cluster: turnsOn.map((product) => group[product]),
    turnsOn,
  };
}

/** The gate's questions about two scorers of pairs: area under the ROC curve, in all and by the category of the product
 *  that a question turns on. */
export function pairGate(
  { pairs, target, cluster, turnsOn }: HoldoutQuestions,
  dataset: CompatibilityDataset,
  challenger: PairScorer,
  champion: PairScorer,
): GateQuestions {
  const [asking, serving] = [challenger(pairs), champion(pairs)];
  return {
    cluster,
    category: turnsOn.map((product) => dataset.family[product]),
    measures: (questions) => {
      const own = Float32Array.from(questions, (q) => target[q]);
      const area = (scores: Float32Array) =>
        reweightedArea(
          Float32Array.from(questions, (q) => scores[q]),
          own,
        );
      return [{ name: "auc", challenger: area(asking), champion: area(serving) }];
    },
  };
}
