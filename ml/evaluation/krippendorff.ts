import type { WeightedStatistic } from "./bootstrap";

/** Krippendorff's alpha for categories without an order: 1 − observed over expected disagreement (Krippendorff 2011), under
 *  weights of the units, for the bootstrap. verdicts [u][·]: codes ≥ 0 that the annotators gave to each unit, in any number
 *  and order; units with fewer than two say nothing. 1 full agreement, 0 as good as chance, NaN where only one code occurs
 *  or no unit has two. */
export function krippendorffAlpha(verdicts: ArrayLike<number>[]): WeightedStatistic {
  const units = verdicts.map(countCodes);
  const codes = Math.max(0, ...verdicts.map((unit) => Math.max(-1, ...Array.from(unit)) + 1));
  return (weights) => {
    const totals = new Float64Array(codes);
    let [values, observed] = [0, 0];
    units.forEach(({ counts, size }, u) => {
      if (size < 2) return;
      for (const [code, count] of counts) {
        totals[code] += weights[u] * count;
        observed += (weights[u] * count * (size - count)) / (size - 1);
      }
      values += weights[u] * size;
    });
    const expected = totals.reduce((sum, total) => sum + total * (values - total), 0) / (values - 1);
    return expected > 0 ? 1 - observed / expected : Number.NaN;
  };
}

function countCodes(unit: ArrayLike<number>): { counts: Map<number, number>; size: number } {
  const counts = new Map<number, number>();
  for (const code of Array.from(unit)) {
    if (!(Number.isInteger(code) && code >= 0)) throw new RangeError(`a verdict is ${code}, codes are 0 or more`);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return { counts, size: unit.length };
}
