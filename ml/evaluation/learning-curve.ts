import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { type Figure, quantile } from "./bootstrap";

/** Quality measured after so many labels. */
export type CurveSample = { labels: number; quality: Figure };
/** quality(labels) = ceiling − gap · (labels + start)^−rate. */
export type LearningCurve = { ceiling: number; gap: number; rate: number };

/** Labels until a quality is reached. labels null: the curve never comes there. upper null: more than can be told. */
export type Forecast = { labels: number | null; lower: number | null; upper: number | null; chanceNever: number };

/** What a network knows before its first label, from outfits and photos, in labels: the curve is not infinitely steep at 0. */
const start = 100;
const rates = Array.from({ length: 30 }, (_, i) => 0.05 * 1.12 ** i);
const DRAWS = 400;
/** Further than this, in multiples of the labels there are, no curve says anything. */
const horizon = 50;

export const qualityAt = ({ ceiling, gap, rate }: LearningCurve, labels: number): number =>
  ceiling - gap * (labels + start) ** -rate;

/** A power law through the samples (Hestness et al. 2017), by least squares weighted with their intervals; the rate from a
 *  grid, ceiling and gap by regression, a ceiling of at most 1. Null with fewer than three different numbers of labels, or
 *  where quality does not grow. */
export function fitLearningCurve(samples: readonly CurveSample[]): LearningCurve | null {
  if (new Set(samples.map(({ labels }) => labels)).size < 3) return null;
  let [best, least]: [LearningCurve | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const rate of rates) {
    const curve = regress(samples, rate);
    const loss = curve && lossOf(samples, curve);
    if (loss !== null && loss < least) [best, least] = [curve, loss];
  }
  return best;
}

/** How many labels a target takes, in all. The interval: each sample is drawn anew from its own interval as a normal, the
 *  curve fitted again (parametric bootstrap, Efron & Tibshirani 1993, §6.5); draws that never get there count as more than
 *  any. Null where there is no curve. Same seed, same forecast. */
export function forecastLabels(samples: readonly CurveSample[], target: number, seed: number): Forecast | null {
  const curve = fitLearningCurve(samples);
  if (!curve) return null;
  const most = horizon * Math.max(1, ...samples.map(({ labels }) => labels));
  const rng = rngOf(seed);
  const reached = Array.from({ length: DRAWS }, () => {
    const drawn = samples.map(({ labels, quality }) => ({
      labels,
      quality: { ...quality, value: quality.value + errorOf(quality) * drawNormal(rng) },
    }));
    const redrawn = fitLearningCurve(drawn);
    return redrawn ? labelsFor(redrawn, target, most) : Number.POSITIVE_INFINITY;
  }).sort((a, b) => a - b);
  const finite = (labels: number) => (Number.isFinite(labels) ? Math.round(labels) : null);
  return {
    labels: finite(labelsFor(curve, target, most)),
    lower: finite(quantile(reached, 0.025)),
    upper: finite(quantile(reached, 0.975)),
    chanceNever: reached.filter((labels) => labels === Number.POSITIVE_INFINITY).length / DRAWS,
  };
}

function labelsFor({ ceiling, gap, rate }: LearningCurve, target: number, most: number): number {
  if (target >= ceiling) return Number.POSITIVE_INFINITY;
  const labels = Math.max(0, (gap / (ceiling - target)) ** (1 / rate) - start);
  return labels > most ? Number.POSITIVE_INFINITY : labels;
}

/** Half a 95 % interval is 1.96 errors; none is taken as exact, or one sample would decide alone. */
const errorOf = ({ lower, upper }: Figure): number => Math.max(1e-4, (upper - lower) / (2 * 1.96));

function regress(samples: readonly CurveSample[], rate: number): LearningCurve | null {
  let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const { labels, quality } of samples) {
    const weight = 1 / errorOf(quality) ** 2;
    const at = (labels + start) ** -rate;
    w += weight;
    x += weight * at;
    y += weight * quality.value;
    xx += weight * at * at;
    xy += weight * at * quality.value;
  }
  const slope = (w * xy - x * y) / (w * xx - x * x);
  if (!(slope < 0)) return null;
  const ceiling = (y - slope * x) / w;
  // Past 1 there is no quality: the curve through the same middle that ends at 1.
  return ceiling <= 1 ? { ceiling, gap: -slope, rate } : { ceiling: 1, gap: (w - y) / x, rate };
}

function lossOf(samples: readonly CurveSample[], curve: LearningCurve): number {
  return samples.reduce(
    (sum, { labels, quality }) => sum + ((quality.value - qualityAt(curve, labels)) / errorOf(quality)) ** 2,
    0,
  );
}
