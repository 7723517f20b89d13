import type { NeighbourEvidence } from "@/ml/category/neighbour-evidence";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { attributeLikelihood } from "./attribute-likelihood";
import { modelVotes } from "./model-votes";

/** Neighbours shown as evidence beside a suspect. */
export const EVIDENCE = 8;

/** Below this a probability says nothing more, the neighbours' sooner than the classifier's: 20 of them can't tell 1 in
 *  200 from never. With a floor of 1e-6 for both, average precision on 170 planted errors (one seed) fell from .83 to .78. */
const CLASSIFIER_FLOOR = 1e-6;
const NEIGHBOUR_FLOOR = 5e-3;

/** A product whose given category is in doubt. score: 1 − combined probability of the given category, 0..1. */
export type Suspect = {
  product: number;
  given: number;
  proposed: number;
  score: number;
  /** Combined probability of the given and of the proposed category. */
  givenProbability: number;
  proposedProbability: number;
  /** Nearest products of other garment models, best first, at most EVIDENCE. */
  neighbours: { product: number; cosine: number }[];
  /** Sentences without a product's name, most telling first. */
  reasons: string[];
};

/** Ranks every product with a category by how little the evidence speaks for it, worst first. The evidence is the
 *  geometric mean of the classifier's and the 20 nearest neighbours' probabilities, times how usual the product's
 *  attributes are for the category, times the share of the category among the other colours of its garment model. predictions [n, k]: out-of-fold where the product was trained on. Products that a
 *  reviewer settled are never suspects. Throws RangeError when predictions do not fit the dataset. */
export function rankSuspects(dataset: CategoryDataset, predictions: Matrix, evidence: NeighbourEvidence): Suspect[] {
  const n = dataset.label.length;
  const k = dataset.classes.length;
  if (predictions.rows !== n || predictions.columns !== k) {
    throw new RangeError(
      `predictions are [${predictions.rows}, ${predictions.columns}], the dataset needs [${n}, ${k}]`,
    );
  }
  const likelihood = attributeLikelihood(dataset);
  const votes = modelVotes(dataset);
  const suspects: Suspect[] = [];
  for (let i = 0; i < n; i++) {
    if (dataset.label[i] < 0 || dataset.confirmed[i] === 1) continue;
    const combined = combine(i, predictions, evidence.probabilities, [likelihood(i), votes.shares(i)]);
    suspects.push(explain(dataset, i, combined, predictions, evidence, votes.majority(i)));
  }
  return suspects.sort((a, b) => b.score - a.score || a.product - b.product);
}

/** Combined probability of each category for product i → [k], sums to 1. factors: [k] each. */
function combine(i: number, predictions: Matrix, neighbours: Matrix, factors: Float64Array[]): Float64Array {
  const k = predictions.columns;
  const out = new Float64Array(k);
  let total = 0;
  for (let c = 0; c < k; c++) {
    const [head, alike] = [predictions.data[i * k + c], neighbours.data[i * k + c]];
    out[c] = factors.reduce(
      (product, factor) => product * factor[c],
      Math.sqrt(Math.max(head, CLASSIFIER_FLOOR) * Math.max(alike, NEIGHBOUR_FLOOR)),
    );
    total += out[c];
  }
  for (let c = 0; c < k; c++) out[c] /= total;
  return out;
}

function explain(
  dataset: CategoryDataset,
  i: number,
  combined: Float64Array,
  predictions: Matrix,
  evidence: NeighbourEvidence,
  vote: { category: number; count: number; of: number } | null,
): Suspect {
  const given = dataset.label[i];
  const k = combined.length;
  let proposed = given === 0 ? 1 : 0;
  for (let c = 0; c < k; c++) if (c !== given && combined[c] > combined[proposed]) proposed = c;
  const neighbours = nearest(i, evidence);
  const name = dataset.classes[proposed];
  const reasons = [`classifier ${Math.round(100 * predictions.data[i * k + proposed])} % ${name}`];
  const agreeing = neighbours.filter(({ product }) => dataset.label[product] === proposed).length;
  if (agreeing > 0) reasons.push(`${agreeing} of ${neighbours.length} look-alikes are ${name}`);
  if (vote && vote.category !== given) {
    reasons.push(`${vote.count} of ${vote.of} other colours of this model are ${dataset.classes[vote.category]}`);
  }
  return {
    product: i,
    given,
    proposed,
    score: 1 - combined[given],
    givenProbability: combined[given],
    proposedProbability: combined[proposed],
    neighbours,
    reasons,
  };
}

function nearest(i: number, { index, cosine, k }: NeighbourEvidence): Suspect["neighbours"] {
  const found: Suspect["neighbours"] = [];
  for (let r = 0; r < Math.min(k, EVIDENCE); r++) {
    const product = index[i * k + r];
    if (product >= 0) found.push({ product, cosine: cosine[i * k + r] });
  }
  return found;
}
