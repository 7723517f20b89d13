import type { Figure } from "./bootstrap";

/** Quantile of the standard normal for a 95 % interval. */
const z = 1.959964;

/** A share k of n with Wilson's 95 % score interval (Wilson 1927): sound for few cases and for shares near 0 or 1. k may be
 *  a sum of parts. Throws RangeError unless 0 ≤ k ≤ n and n > 0. */
export function wilsonFigure(k: number, n: number): Figure {
  if (!(n > 0 && k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is no share`);
  const value = k / n;
  const centre = value + (z * z) / (2 * n);
  const spread = z * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  const bound = (edge: number) => Math.min(1, Math.max(0, edge / scale));
  return { value, lower: Math.min(value, bound(centre - spread)), upper: Math.max(value, bound(centre + spread)), n };
}
