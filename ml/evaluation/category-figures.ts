import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { seedFor } from "@/ml/runtime/seed";
import { bootstrapFigure, centredBootstrapFigure, type Figure, weightedMean } from "./bootstrap";
import { reweightedCalibrationError } from "./calibration";
import { riskCoverageArea } from "./risk-coverage";

/** Fewer products than this make a figure that says nothing; it is left out. */
const FEWEST_PRODUCTS = 20;

/** Figures of predictions on the products `rows`: accuracy, macroF1 (over the categories that occur there),
 *  expectedCalibrationError and riskCoverage with its control answeringAll, each followed by `suffix`; intervals are
 *  drawn over garment models.
 *  probabilities [n, k] for all products, rows that are not asked for are not read. */
export function categoryFigures(
  dataset: CategoryDataset,
  probabilities: Matrix,
  rows: Int32Array,
  suffix: string,
  seed: number,
): Record<string, Figure> {
  const asked = rows.filter((i) => dataset.label[i] >= 0);
  if (asked.length < FEWEST_PRODUCTS) return {};
  const k = probabilities.columns;
  const chosen = asked.map((i) => argmax(probabilities.data, i * k, k));
  const truth = asked.map((i) => dataset.label[i]);
  const right = Float32Array.from(chosen, (c, r) => (c === truth[r] ? 1 : 0));
  const confidence = Float32Array.from(asked, (i, r) => probabilities.data[i * k + chosen[r]]);
  const cluster = asked.map((i) => dataset.group[i]);
  const interval = seedFor(seed, "interval");
  const wrong = right.map((hit) => 1 - hit);
  return {
    [`accuracy.${suffix}`]: bootstrapFigure(cluster, weightedMean(right), interval),
    [`macroF1.${suffix}`]: bootstrapFigure(cluster, (weights) => macroF1(chosen, truth, k, weights), interval),
    [`expectedCalibrationError.${suffix}`]: centredBootstrapFigure(
      cluster,
      reweightedCalibrationError(confidence, right),
      interval,
    ),
    [`riskCoverage.${suffix}`]: bootstrapFigure(cluster, riskCoverageArea(confidence, wrong), interval),
    [`answeringAll.${suffix}`]: bootstrapFigure(cluster, weightedMean(wrong), interval),
  };
}

/** The place of the largest of k values from `start` on, counted from there; of equal ones the first. */
export function argmax(values: Float32Array, start: number, k: number): number {
  let best = 0;
  for (let c = 1; c < k; c++) if (values[start + c] > values[start + best]) best = c;
  return best;
}

/** Mean F1 over the categories that occur among the true ones with any weight. */
export function macroF1(
  chosen: ArrayLike<number>,
  truth: ArrayLike<number>,
  k: number,
  weights: ArrayLike<number>,
): number {
  const [hit, given, actual] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)];
  for (let r = 0; r < truth.length; r++) {
    given[chosen[r]] += weights[r];
    actual[truth[r]] += weights[r];
    if (chosen[r] === truth[r]) hit[truth[r]] += weights[r];
  }
  let sum = 0;
  let classes = 0;
  for (let c = 0; c < k; c++) {
    if (actual[c] === 0) continue;
    classes++;
    sum += (2 * hit[c]) / (given[c] + actual[c]);
  }
  return classes > 0 ? sum / classes : Number.NaN;
}
