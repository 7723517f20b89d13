/** Student's t for 95 % by number of values. */
const studentsT: Record<number, number> = { 2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 8: 2.365, 10: 2.262 };

/** Mean of a few repeats and half its 95 % interval (Student's t). NaN for half where the number of values has no t here. */
export function spread(values: number[]): { mean: number; half: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: (studentsT[values.length] ?? Number.NaN) * Math.sqrt(variance / values.length) };
}

/** "0.635 (0.621 to 0.649)" */
export function withInterval({ mean, half }: { mean: number; half: number }, digits = 3): string {
  const round = (value: number) => value.toFixed(digits);
  return Number.isFinite(half) ? `${round(mean)} (${round(mean - half)} to ${round(mean + half)})` : round(mean);
}
