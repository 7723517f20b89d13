import type { Figure } from "./bootstrap";

/** Quantile of the standard normal for a 95 % interval. */
const z = 1.959964;

/** Wilson's 95 % score interval (Wilson 1927) of a share seen in n independent tries: sound for few cases and for shares
 *  near 0 or 1. All of 0..1 when n is 0. */
export function wilsonInterval(share: number, n: number): { lower: number; upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const bound = (edge: number) => Math.min(1, Math.max(0, edge / (1 + (z * z) / n)));
  return { lower: Math.min(share, bound(centre - spread)), upper: Math.max(share, bound(centre + spread)) };
}

/** A share k of n with that interval. k may be a sum of parts. Throws RangeError unless 0 ≤ k ≤ n and n > 0. */
export function wilsonFigure(k: number, n: number): Figure {
  if (!(n > 0 && k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is no share`);
  return { value: k / n, ...wilsonInterval(k / n, n), n };
}
