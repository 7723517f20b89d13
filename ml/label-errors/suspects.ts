import type { NeighbourEvidence } from "@/ml/category/neighbour-evidence";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import { attributeLikelihood } from "./attribute-likelihood";
import { type Evidence, ownEvidence, together, withVotes } from "./combined-evidence";
import { confusionOf, mistakeChannel } from "./confusion";
import { coloursByModel, type ModelVote, type ModelVotes, modelVotes } from "./model-votes";

/** Neighbours shown as evidence beside a suspect. */
export const EVIDENCE = 8;

/** A product whose given category is in doubt. score 0..1: above .5 for as many products as the evidence speaks
 *  against on the whole. */
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

/** Ranks every product with a category by how much sooner the evidence speaks for a mistake than for the given category,
 *  worst first. Two mistakes are weighed: of this product alone, where the other colours of its garment model vote; and of
 *  the whole model, where they agree with it and their evidence counts instead. Either way every other category is weighed
 *  by how often it is filed under the given one (see mistakeChannel). predictions, learnt [n, k]: out-of-fold where the
 *  product was trained on. Products that a reviewer settled are never suspects. Throws RangeError when predictions do not
 *  fit the dataset. */
export function rankSuspects(
  dataset: CategoryDataset,
  predictions: Matrix,
  evidence: NeighbourEvidence,
  learnt: Matrix = evidence.probabilities,
): Suspect[] {
  expectShape("predictions", predictions, dataset);
  expectShape("learnt neighbours", learnt, dataset);
  const votes = modelVotes(dataset);
  const score = scoring(doubts(dataset, { predictions, neighbours: evidence.probabilities, learnt }, votes));
  return score.doubts
    .map((doubt) => explain(dataset, doubt, score.of(doubt), predictions, evidence, votes.majority(doubt.product)))
    .sort((a, b) => b.score - a.score || a.product - b.product);
}

function expectShape(name: string, { rows, columns }: Matrix, { label, classes }: CategoryDataset): void {
  if (rows === label.length && columns === classes.length) return;
  throw new RangeError(`${name} are [${rows}, ${columns}], the dataset needs [${label.length}, ${classes.length}]`);
}

/** combined [k]: probabilities of the product's category; logOdds: of any mistake against the given one. */
type Doubt = { product: number; given: number; combined: Float64Array; proposed: number; logOdds: number };

/** How much less common it is that a whole garment model is filed wrongly, and agrees with itself, than one product: at .1
 *  average precision on whole models rises from .66 to .76, and on single products falls by .002. */
const WHOLE_MODEL = 0.1;

const TINY = 1e-12;

function doubts(dataset: CategoryDataset, evidence: Evidence, votes: ModelVotes): Doubt[] {
  const { label, confirmed, group } = dataset;
  const likelihood = attributeLikelihood(dataset);
  const channel = mistakeChannel(confusionOf(dataset, evidence.predictions));
  const own = Array.from(label, (_, i) => ownEvidence(i, evidence, likelihood(i)));
  const models = coloursByModel(dataset);
  const found: Doubt[] = [];
  for (let i = 0; i < label.length; i++) {
    if (label[i] < 0 || confirmed[i] === 1) continue;
    const colours = models.get(group[i]) ?? [];
    const isOfOneMind = colours.length > 1 && colours.every((j) => label[j] === label[i]);
    const alone = mistakeOdds(withVotes(own[i], votes.shares(i)), label[i], channel);
    const whole = isOfOneMind ? mistakeOdds(together(colours.map((j) => own[j])), label[i], channel) : null;
    const odds = alone.odds + WHOLE_MODEL * (whole?.odds ?? 0);
    const likelier = whole && WHOLE_MODEL * whole.odds > alone.odds ? whole : alone;
    found.push({ product: i, given: label[i], ...likelier, logOdds: Math.log(odds + TINY) });
  }
  return found;
}

/** Odds of a mistake against the given category, and the likeliest true one. combined [k] probabilities. */
function mistakeOdds(combined: Float64Array, given: number, channel: Matrix) {
  const k = combined.length;
  const mistake = (c: number) => combined[c] * channel.data[c * k + given];
  let proposed = given === 0 ? 1 : 0;
  let total = 0;
  for (let c = 0; c < k; c++) {
    if (c === given) continue;
    total += mistake(c);
    if (mistake(c) > mistake(proposed)) proposed = c;
  }
  return { combined, proposed, odds: total / (combined[given] + TINY) };
}

/** Turns log-odds into scores. How common mistakes are is not known, so .5 is put where as many products lie above it as
 *  the evidence speaks against on the whole. */
function scoring(doubts: Doubt[]): { doubts: Doubt[]; of(doubt: Doubt): number } {
  const against = doubts.filter(({ combined, given }) => combined[given] < 0.5).length;
  const sorted = doubts.map(({ logOdds }) => logOdds).sort((a, b) => b - a);
  const [lowestIn, highestOut] = [sorted[against - 1], sorted[against]];
  const middle = (lowestIn ?? highestOut ?? 0) / 2 + (highestOut ?? lowestIn ?? 0) / 2;
  // With none above it, the most doubtful is put just below.
  const threshold = against === 0 ? middle + 1 : middle;
  return { doubts, of: ({ logOdds }) => 1 / (1 + Math.exp(threshold - logOdds)) };
}

function explain(
  dataset: CategoryDataset,
  { product: i, given, combined, proposed }: Doubt,
  score: number,
  predictions: Matrix,
  evidence: NeighbourEvidence,
  vote: ModelVote | null,
): Suspect {
  const neighbours = nearest(i, evidence);
  const name = dataset.classes[proposed];
  const reasons = [`classifier ${Math.round(100 * rowOf(predictions, i)[proposed])} % ${name}`];
  const agreeing = neighbours.filter(({ product }) => dataset.label[product] === proposed).length;
  if (agreeing > 0) reasons.push(`${agreeing} of ${neighbours.length} look-alikes are ${name}`);
  if (vote && vote.category !== given) {
    reasons.push(`${vote.count} of ${vote.of} other colours of this model are ${dataset.classes[vote.category]}`);
  }
  return {
    product: i,
    given,
    proposed,
    score,
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
