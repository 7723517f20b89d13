/** Turns each run of k logits into probabilities in place, after dividing them by the temperature. */
export function softmaxRows(values: Float32Array, k: number, temperature: number): void {
  for (let start = 0; start < values.length; start += k) {
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < k; c++) top = Math.max(top, values[start + c]);
    let sum = 0;
    for (let c = 0; c < k; c++) {
      values[start + c] = Math.exp((values[start + c] - top) / temperature);
      sum += values[start + c];
    }
    for (let c = 0; c < k; c++) values[start + c] /= sum;
  }
}

/** Index of the largest of k numbers starting at `start`, the first of equals. */
export function largestOf(values: ArrayLike<number>, start: number, k: number): number {
  let best = 0;
  for (let c = 1; c < k; c++) if (values[start + c] > values[start + best]) best = c;
  return best;
}
