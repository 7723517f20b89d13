import type { WeightedStatistic } from "./bootstrap";

/** Mean |confidence − frequency| over bins of equal numbers of examples (equal-mass ECE, Nguyen & O'Connor 2015).
 *  Fifteen bins, fewer where they would hold less than ten.
 *  probabilities [p], outcomes [p] in 0..1 → 0..1, NaN without examples. */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins = binsFor(probabilities.length),
): number {
  const once = new Float32Array(probabilities.length).fill(1);
  return reweightedCalibrationError(probabilities, outcomes, bins)(once);
}

/** A function that computes the error for other weights without sorting again; for the bootstrap. Bins hold equal shares
 *  of the weight, an example lies in the bin of the middle of its weight. */
export function reweightedCalibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins = binsFor(probabilities.length),
): WeightedStatistic {
  const n = probabilities.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => probabilities[a] - probabilities[b]);
  return (weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const gaps = new Float64Array(Math.min(bins, n));
    let before = 0;
    for (const i of order) {
      const middle = (before + weights[i] / 2) / total;
      gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * middle))] +=
        weights[i] * (probabilities[i] - outcomes[i]);
      before += weights[i];
    }
    return total > 0 ? gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total : Number.NaN;
  };
}

function binsFor(n: number): number {
  return Math.max(1, Math.min(15, Math.floor(n / 10)));
}

/** The positive number that makes `loss` smallest, by golden section on its logarithm between 1/20 and 20
 *  (temperature scaling, Guo et al. 2017: one number can't be overfitted). */
export function fitTemperature(loss: (temperature: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(20)];
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [lossA, lossB] = [loss(Math.exp(a)), loss(Math.exp(b))];
  for (let round = 0; round < 32; round++) {
    if (lossA <= lossB) {
      [high, b, lossB] = [b, a, lossA];
      a = high - ratio * (high - low);
      lossA = loss(Math.exp(a));
    } else {
      [low, a, lossA] = [a, b, lossB];
      b = low + ratio * (high - low);
      lossB = loss(Math.exp(b));
    }
  }
  return Math.exp((low + high) / 2);
}
