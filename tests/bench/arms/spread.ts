/** Student's t for 95 % by number of values. */
const studentsT: Record<number, number> = {
  2: 12.706,
  3: 4.303,
  4: 3.182,
  5: 2.776,
  6: 2.571,
  7: 2.447,
  8: 2.365,
  9: 2.306,
  10: 2.262,
};

export type Spread = { mean: number; half: number };

/** Mean of a few repeats and half its 95 % interval. Throws RangeError on a number of values without a t here. */
export function spread(values: number[]): Spread {
  const t = studentsT[values.length];
  if (t === undefined) throw new RangeError(`${values.length} seeds; ${Object.keys(studentsT)} are possible`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: t * Math.sqrt(variance / values.length) };
}

/** "AUC (95 %: 0.621 to 0.649)" */
export function withInterval(unit: string, { mean, half }: Spread, digits = 3): string {
  return `${unit} (95 %: ${(mean - half).toFixed(digits)} to ${(mean + half).toFixed(digits)})`.trim();
}
