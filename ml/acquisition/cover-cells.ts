import { type AcquisitionStrategy, checkAsked, need } from "./strategy";

/** Takes each next example from the cell (pair of categories) that has the fewest labels for its share of what is worn,
 *  within a cell in the inner order; a cell that nothing is worn of comes last. Stratified allocation in proportion to
 *  size (Bowley 1926), with the labels that are there already counted in. Throws RangeError on a cell outside cellRates. */
export function coverCells(inner: AcquisitionStrategy): AcquisitionStrategy {
  return {
    name: `${inner.name}, over category pairs`,
    acquire(pool, n, rng) {
      checkAsked(pool, n);
      const cells = need(pool.cells, "cells", "coverage");
      const rates = need(pool.cellRates, "cellRates", "coverage");
      const had = need(pool.cellLabels, "cellLabels", "coverage");
      const queues: number[][] = Array.from(rates, () => []);
      for (const i of inner.acquire(pool, pool.probabilities.rows, rng)) {
        if (!(cells[i] >= 0 && cells[i] < rates.length))
          throw new RangeError(`example ${i} is of cell ${cells[i]}, cellRates is [${rates.length}]`);
        queues[cells[i]].push(i);
      }
      return takeByNeed(queues, rates, had, n);
    },
  };
}

function takeByNeed(queues: number[][], rates: Float32Array, had: Int32Array, n: number): Int32Array {
  const next = new Int32Array(queues.length);
  const out = new Int32Array(n);
  for (let taken = 0; taken < n; taken++) {
    let neediest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < queues.length; c++) {
      if (next[c] === queues[c].length) continue;
      const fill = (had[c] + next[c] + 1) / Math.max(rates[c], 1e-12);
      if (fill < least) [neediest, least] = [c, fill];
    }
    out[taken] = queues[neediest][next[neediest]++];
  }
  return out;
}
