import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { normaliseRows } from "@/ml/runtime/matrix";
import { networkItems, recodeItems } from "@/ml/siamese/items";
import { legsInBulk } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { scorePairsAtScale } from "@/ml/siamese/score-with-onnx";
import { type Candidates, generateCandidates } from "./candidates";

export type ProposalOptions = {
  count: number;
  /** Open pairs that a product may stand in, those queued already included. */
  perProduct: number;
  uniformShare: number;
};

export const DEFAULT_PROPOSAL: ProposalOptions = { count: 100_000, perProduct: 20, uniformShare: 0.2 };

/** Candidate pairs for a catalogue: none worn together in an outfit, judged or queued already. With a model its best
 *  scored partners are among them. Throws RangeError on embeddings of another width than the model's. */
export function proposePairs(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  model: CompatibilityModel | null,
  options: Partial<ProposalOptions>,
  seed: number,
): Promise<Candidates> {
  const { count, perProduct, uniformShare } = { ...DEFAULT_PROPOSAL, ...options };
  const { family, holdout, group, positives, judged, holdoutJudged } = dataset;
  const queued = dataset.queued ?? new Int32Array(0);
  const open = new Int32Array(dataset.productIds.length);
  for (const product of queued) open[product] += 1;
  const inputs = {
    embedding: normaliseRows(dataset.embedding),
    family,
    holdout,
    group,
    positives,
    open,
    known: Int32Array.from([...judged, ...holdoutJudged, ...queued]),
    score: model ? scoreOf(tf, dataset, model) : undefined,
  };
  return generateCandidates(inputs, { target: count, perItem: perProduct, uniformShare }, seed);
}

function scoreOf(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  model: CompatibilityModel,
): (pairs: Int32Array) => Promise<Float32Array> {
  const legs = legsInBulk(tf, model, networkItems(recodeItems(dataset, model.columns), model, tf));
  return async (pairs) => (await scorePairsAtScale(tf, model, legs, pairs)).compatibility;
}
