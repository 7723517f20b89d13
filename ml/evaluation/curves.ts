import { wilsonInterval } from "./wilson";

export type Point = { x: number; y: number };
/** An equal share of the examples: mean probability, share that came true with its 95 % interval. */
export type CalibrationBin = { predicted: number; observed: number; lower: number; upper: number; n: number };

/** Points kept of a curve: more than a screen can show apart. */
const MOST_POINTS = 60;

type Step = { hits: number; misses: number };

/** Hits and misses above each distinct score, from the highest on. targets above 0.5 are hits. */
function stepsOf(scores: ArrayLike<number>, targets: ArrayLike<number>): Step[] {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const steps: Step[] = [];
  let [hits, misses] = [0, 0];
  order.forEach((i, place) => {
    if (targets[i] > 0.5) hits++;
    else misses++;
    const next = order[place + 1];
    if (next === undefined || scores[next] !== scores[i]) steps.push({ hits, misses });
  });
  return steps;
}

/** x: share of the negatives above a threshold, y: share of the positives → at most 60 points from (0, 0) to (1, 1).
 *  Ties are one step. Empty where one kind is missing. */
export function rocPoints(scores: ArrayLike<number>, targets: ArrayLike<number>): Point[] {
  const steps = stepsOf(scores, targets);
  const { hits = 0, misses = 0 } = steps.at(-1) ?? {};
  if (hits === 0 || misses === 0) return [];
  const points = steps.map((step) => ({ x: step.misses / misses, y: step.hits / hits }));
  return thinned([{ x: 0, y: 0 }, ...points]);
}

/** x: recall, y: precision, from the highest threshold to the lowest → at most 60 points. Empty without a positive. */
export function precisionRecallPoints(scores: ArrayLike<number>, targets: ArrayLike<number>): Point[] {
  const steps = stepsOf(scores, targets);
  const { hits = 0 } = steps.at(-1) ?? {};
  if (hits === 0) return [];
  return thinned(steps.map((step) => ({ x: step.hits / hits, y: step.hits / (step.hits + step.misses) })));
}

/** The first point at or after each of equal steps along x, the first and the last one always. */
function thinned(points: Point[]): Point[] {
  if (points.length <= MOST_POINTS) return points;
  const kept: Point[] = [];
  for (let step = 0, at = 0; step < MOST_POINTS - 1; step++) {
    const from = step / (MOST_POINTS - 1);
    while (at < points.length - 1 && points[at].x < from) at++;
    if (kept.at(-1) !== points[at]) kept.push(points[at]);
  }
  const last = points[points.length - 1];
  return kept.at(-1) === last ? kept : [...kept, last];
}

/** Ten bins of equal numbers of examples, fewer where they would hold less than ten; intervals are Wilson's.
 *  probabilities, outcomes [p]. */
export function calibrationBins(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): CalibrationBin[] {
  const n = probabilities.length;
  const bins = Math.max(1, Math.min(10, Math.floor(n / 10)));
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => probabilities[a] - probabilities[b]);
  return Array.from({ length: n === 0 ? 0 : bins }, (_, b) => {
    const own = order.subarray(Math.floor((b * n) / bins), Math.floor(((b + 1) * n) / bins));
    const sumOf = (values: ArrayLike<number>) => own.reduce((sum, i) => sum + values[i], 0);
    const observed = sumOf(outcomes) / own.length;
    return {
      predicted: sumOf(probabilities) / own.length,
      observed,
      ...wilsonInterval(observed, own.length),
      n: own.length,
    };
  });
}
