import type { GateRules } from "./evaluation/gate";
import type { StepReport } from "./runtime/progress";

/** Messages between lib/training and its child process ml/train.ts. Plain JSON; one plan in, messages out.
 *  The child is started as `node --import tsx ml/train.ts` and gets its plan by IPC; with `PLAN.json` behind it the plan
 *  is read from there, and without IPC messages are JSON lines on stdout. */

/** What the child is asked to do. Every path is absolute; `output` is written whole or not at all. */
export type Plan =
  | TrainPlan
  | ScorePairsPlan
  | OnlineFeaturesPlan
  | RankPairsPlan
  | FlagLabelsPlan
  | EvaluatePlan
  | CompareEncodersPlan
  | FineTuneEncoderPlan;

/** input: a dataset (ml/datasets/dataset) → output: the artifact that loadCompatibility / loadCategory reads. */
export type TrainPlan = {
  task: "train-compatibility" | "train-category";
  input: string;
  output: string;
  seed: number;
  config?: Record<string, unknown>;
};

/** input: items and pairs (ml/siamese/score-file), modelPath: a compatibility artifact → output: scores. */
export type ScorePairsPlan = { task: "score-pairs"; input: string; modelPath: string; output: string; seed: number };

/** input: items and pairs (ml/siamese/score-file), modelPath: a compatibility artifact; config: how many
 *  components → output: ml/siamese/online-features-file. */
export type OnlineFeaturesPlan = {
  task: "online-features";
  input: string;
  modelPath: string;
  output: string;
  seed: number;
  config: { components: number };
};

/** input: a compatibility dataset with its `queued` pairs; modelPath: compatibility artifact, absent before the first
 *  version; config: count, perProduct, uniformShare → output: ml/acquisition/ranked-pairs-file. */
export type RankPairsPlan = {
  task: "rank-pairs";
  input: string;
  modelPath?: string;
  output: string;
  seed: number;
  config: Record<string, unknown>;
};

/** input: a category dataset; modelPath: a category artifact trained on it or on a forerunner → output: suspects, worst
 *  first (ml/label-errors/suspect-file); of flag-catalogue, doubts about photos, attributes and duplicates
 *  (ml/label-errors/catalogue-flag-file). */
export type FlagLabelsPlan = {
  task: "flag-labels" | "flag-catalogue";
  input: string;
  modelPath: string;
  output: string;
  seed: number;
};

/** input: a dataset of the head, perhaps newer than the models; modelPath: the version, againstPath: the one that serves,
 *  absent when none does; config: the gate's rules and, for pairs, the names that the dataset's families count → output:
 *  ml/evaluation/card's Evaluation as JSON. */
export type EvaluatePlan = {
  task: "evaluate-compatibility" | "evaluate-category";
  input: string;
  modelPath: string;
  againstPath?: string;
  output: string;
  seed: number;
  config: { rules: GateRules; categories?: string[] };
};

/** input: labelled photos (ml/category/fine-tuning/photos); config: the encoder's source, the hub for a source of a
 *  hub, and the folder of its activations → output: the encoder's ONNX file with a tuned last block. */
export type FineTuneEncoderPlan = {
  task: "fine-tune-encoder";
  input: string;
  output: string;
  seed: number;
  config: {
    source: string;
    hub: { endpoint: string; folder: string };
    folder: string;
    tuning?: Record<string, unknown>;
    measuring?: Record<string, unknown>;
  };
};

/** input: a compatibility dataset under the live encoder, nextPath: the same products and pairs under another one → output:
 *  ml/siamese/compare-encoders' EncoderComparison as JSON. network: changes to the pair networks' recipe. */
export type CompareEncodersPlan = {
  task: "compare-encoders";
  input: string;
  nextPath: string;
  output: string;
  seed: number;
  config: { judgements: number; network: Record<string, unknown> };
};

/** A figure with its 95 % bootstrap interval. n counts what was measured (pairs, products). */
export type Figure = { value: number; lower: number; upper: number; n: number };

/** Figures by name, e.g. "auc.sameFamilySeason"; controls carry the same suffix, e.g. "cosine.sameFamilySeason". */
export type Metrics = { figures: Record<string, Figure>; notes: string[] };

/** A step's report with what the process itself uses. */
export type Progress = StepReport & { type: "progress"; rssMb: number; backend: string };

export type Done = { type: "done"; metrics: Metrics; elapsedMs: number; backend: string };

/** reason is a sentence that a manager understands; refused: the data, not the program, stands in the way. */
export type Failed = { type: "failed"; reason: string; refused: boolean };

export type Message = Progress | Done | Failed;
