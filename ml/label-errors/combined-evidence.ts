import type { Matrix } from "@/ml/runtime/matrix";

/** What is known of each product's category apart from its garment model, all [n, k] and out of fold: the classifier's
 *  probabilities, those of the 20 nearest neighbours by photo, and of those in the network's own embedding. */
export type Evidence = { predictions: Matrix; neighbours: Matrix; learnt: Matrix };

/** Below this a probability says nothing more, the neighbours' sooner than the classifier's: 20 of them can't tell 1 in
 *  200 from never. With a floor of 1e-6 for both, average precision on 170 planted errors (one seed) fell from .83 to .78. */
const CLASSIFIER_FLOOR = 1e-6;
const NEIGHBOUR_FLOOR = 5e-3;

/** Exponents of the evidence, from planted errors on a catalogue of 6,138 products (docs/models.md). */
const CLASSIFIER = 0.6;
const NEIGHBOURS = 0.2;
const LEARNT_NEIGHBOURS = 0.2;
const OTHER_COLOURS = 1.25;

/** Logarithms of the combined probabilities of product i without its garment model's votes → [k], up to a constant: the
 *  weighted geometric mean of the evidence, times how usual its attributes are for each category (likelihood [k]). */
export function ownEvidence(i: number, { predictions, neighbours, learnt }: Evidence, likelihood: Float64Array) {
  const k = predictions.columns;
  return likelihood.map((usual, c) => {
    const at = i * k + c;
    return (
      CLASSIFIER * Math.log(Math.max(predictions.data[at], CLASSIFIER_FLOOR)) +
      NEIGHBOURS * Math.log(Math.max(neighbours.data[at], NEIGHBOUR_FLOOR)) +
      LEARNT_NEIGHBOURS * Math.log(Math.max(learnt.data[at], NEIGHBOUR_FLOOR)) +
      Math.log(usual)
    );
  });
}

/** Combined probabilities [k] with the share of each category among the other colours of the garment model. */
export function withVotes(own: Float64Array, shares: Float64Array): Float64Array {
  return normalise(own.map((log, c) => log + OTHER_COLOURS * Math.log(shares[c])));
}

/** Combined probabilities [k] of several products that are the same garment: the geometric mean of theirs. Their photos
 *  tell nearly the same, so they count as one. */
export function together(owns: Float64Array[]): Float64Array {
  return normalise(owns[0].map((_, c) => owns.reduce((sum, own) => sum + own[c], 0) / owns.length));
}

function normalise(logs: Float64Array): Float64Array {
  const top = Math.max(...logs);
  const values = logs.map((log) => Math.exp(log - top));
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
