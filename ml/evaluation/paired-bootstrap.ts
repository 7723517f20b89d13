import { drawStatistic, type Figure, quantile, type WeightedStatistic } from "./bootstrap";

/** Difference of two scorers with its 95 % interval. chanceNotBetter: share of draws in which the first is no better, a
 *  one-sided bootstrap p-value. */
export type PairedDifference = Figure & { chanceNotBetter: number };

const DRAWS = 1_000;

/** Interval of `challenger − champion`, two statistics of the same n questions under the same draws of whole clusters:
 *  what both find hard cancels out, so that a difference shows which two separate intervals would hide (paired
 *  bootstrap, Efron & Tibshirani 1993; over clusters, Field & Welsh 2007). clusterOf [n]. Higher is better. Same seed,
 *  same interval. */
export function pairedBootstrap(
  clusterOf: ArrayLike<number>,
  challenger: WeightedStatistic,
  champion: WeightedStatistic,
  seed: number,
  draws = DRAWS,
): PairedDifference {
  const difference: WeightedStatistic = (weights) => challenger(weights) - champion(weights);
  const values = drawStatistic(clusterOf, difference, seed, draws);
  const notBetter = values.filter((value) => value <= 0).length;
  return {
    value: difference(new Float32Array(clusterOf.length).fill(1)),
    lower: quantile(values, 0.025),
    upper: quantile(values, 0.975),
    n: clusterOf.length,
    // One more on both sides: a finite number of draws never proves a chance of zero (Davison & Hinkley 1997, §4.2).
    chanceNotBetter: (notBetter + 1) / (values.length + 1),
  };
}
