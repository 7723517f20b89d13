import { type Figure, type WeightedStatistic, weightedMean } from "./bootstrap";
import { type PairedDifference, pairedBootstrap } from "./paired-bootstrap";
import { wilsonFigure } from "./wilson";

/** One measure of two things on the same questions: what serves, what is to follow it, and how far apart they are. */
export type Compared = { live: Figure; next: Figure; difference: PairedDifference };

/** Two lists of answers, 1 right and 0 wrong, to the same questions. cluster [q]: the garment model of each. A share's
 *  interval counts garment models, not products: colours of one model are one look. */
export function comparedShares(cluster: Int32Array, live: Uint8Array, next: Uint8Array, seed: number): Compared {
  return {
    live: shareOf(cluster, live),
    next: shareOf(cluster, next),
    difference: pairedBootstrap(cluster, weightedMean(next), weightedMean(live), seed),
  };
}

function shareOf(cluster: Int32Array, right: Uint8Array): Figure {
  const models = new Set(cluster).size;
  const share = right.reduce((sum, one) => sum + one, 0) / right.length;
  return { ...wilsonFigure(share * models, models), n: right.length };
}

/** Two statistics of the same questions. */
export function comparedStatistics(
  cluster: Int32Array,
  [live, next]: [WeightedStatistic, WeightedStatistic],
  figure: (statistic: WeightedStatistic) => Figure,
  seed: number,
): Compared {
  return { live: figure(live), next: figure(next), difference: pairedBootstrap(cluster, next, live, seed) };
}
