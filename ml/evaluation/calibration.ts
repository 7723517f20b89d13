/** Mean |confidence − frequency| over bins of equal numbers of examples (equal-mass ECE, Nguyen & O'Connor 2015).
 *  Fifteen bins, fewer where they would hold less than ten.
 *  probabilities [p], outcomes [p] in 0..1 → 0..1, NaN without examples. */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins = Math.max(1, Math.min(15, Math.floor(probabilities.length / 10))),
): number {
  const n = probabilities.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => probabilities[a] - probabilities[b]);
  let error = 0;
  for (let bin = 0; bin < Math.min(bins, n); bin++) {
    const start = Math.floor((bin * n) / Math.min(bins, n));
    const end = Math.floor(((bin + 1) * n) / Math.min(bins, n));
    let gap = 0;
    for (let r = start; r < end; r++) gap += probabilities[order[r]] - outcomes[order[r]];
    error += Math.abs(gap);
  }
  return n > 0 ? error / n : Number.NaN;
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
