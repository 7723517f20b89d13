import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { PairScorer } from "@/ml/evaluation/controls";

/** What somebody says of a pair: 1 fits, 0 clashes. reason: what a clash was explained by. */
export type Answer = { fits: 0 | 1; reason?: string };

/** A house in which labelling can be replayed: the truth is known to `ask` and `measure`, and to nothing else. */
export type PairWorld = {
  /** What the first model is trained on: outfits, no label. Holdout products are asked about by nobody. */
  start: CompatibilityDataset;
  /** [p, 2] pairs that may be asked about. */
  pool: Int32Array;
  /** The answer to the pair of these products at the first (0) or second (1) look, the same for everyone who looks;
   *  null: not sure. */
  ask(a: number, b: number, look: number): Answer | null;
  /** AUC of a scorer against the truth, on pairs with a holdout product. */
  measure(score: PairScorer): number;
};
