import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { PairScores } from "@/ml/siamese/summarise";
import { type Candidates, generateCandidates } from "./candidates";

export type ProposalOptions = {
  count: number;
  /** Open pairs that a product may stand in, those queued already included. */
  perProduct: number;
  uniformShare: number;
};

export const DEFAULT_PROPOSAL: ProposalOptions = { count: 100_000, perProduct: 20, uniformShare: 0.2 };

/** What a model says of pairs [p, 2] of a catalogue's products. */
export type ScorePairs = (pairs: Int32Array) => Promise<PairScores>;

/** Candidate pairs for a catalogue: none worn together in an outfit, judged or queued already. With a model, told of by
 *  `score`, its best scored partners are among them. */
export function proposePairs(
  dataset: CompatibilityDataset,
  score: ScorePairs | null,
  options: Partial<ProposalOptions>,
  seed: number,
): Promise<Candidates> {
  const { count, perProduct, uniformShare } = { ...DEFAULT_PROPOSAL, ...options };
  const { embedding, family, holdout, group, positives, judged, holdoutJudged } = dataset;
  const queued = dataset.queued ?? new Int32Array(0);
  const open = new Int32Array(dataset.productIds.length);
  for (const product of queued) open[product] += 1;
  const inputs = {
    embedding,
    family,
    holdout,
    group,
    positives,
    open,
    known: Int32Array.from([...judged, ...holdoutJudged, ...queued]),
    score: score ? async (pairs: Int32Array) => (await score(pairs)).compatibility : undefined,
  };
  return generateCandidates(inputs, { target: count, perItem: perProduct, uniformShare }, seed);
}
