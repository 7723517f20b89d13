import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { networkItems, recodeItems } from "@/ml/siamese/items";
import { legsInBulk } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { scorePairsAtScale } from "@/ml/siamese/score-with-onnx";
import { type ProposalOptions, proposePairs, type ScorePairs } from "./propose-pairs";
import type { RankedPairs } from "./ranked-pairs-file";

/** All that a ranking asks of a network, over leg outputs that are computed once: new candidates (none when `count` is 0)
 *  and what it says of the dataset's queued pairs and of those. Throws RangeError on embeddings of another width than the
 *  model's. */
export async function rankPairs(
  tf: TensorFlow,
  dataset: CompatibilityDataset,
  model: CompatibilityModel | null,
  options: Partial<ProposalOptions>,
  seed: number,
  onProgress: OnProgress = () => {},
): Promise<RankedPairs> {
  const score = model && scoreOf(tf, dataset, model);
  onProgress(phaseReport("Looking for pairs worth judging"));
  const candidates = await proposePairs(dataset, score, options, seed);
  onProgress(phaseReport("Scoring the pairs"));
  const queued = dataset.queued ?? new Int32Array(0);
  const pairs = new Int32Array(queued.length + candidates.pairs.length);
  pairs.set(queued);
  pairs.set(candidates.pairs, queued.length);
  return { candidates, scores: score && (await score(pairs)) };
}

/** Scores by the model, over legs of the whole catalogue. */
function scoreOf(tf: TensorFlow, dataset: CompatibilityDataset, model: CompatibilityModel): ScorePairs {
  const legs = legsInBulk(tf, model, networkItems(recodeItems(dataset, model.columns), model, tf));
  return (pairs) => scorePairsAtScale(tf, model, legs, pairs);
}
