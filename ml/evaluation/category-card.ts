import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { seedFor } from "@/ml/runtime/seed";
import { bootstrapFigure, centredBootstrapFigure, weightedMean } from "./bootstrap";
import { reweightedCalibrationError } from "./calibration";
import { AGAINST, type Card, type CardCalibration, type CardSlice, VERSION } from "./card";
import { argmax } from "./category-figures";
import { knownHoldout } from "./category-gate";
import { curvesOf } from "./compatibility-card";
import { calibrationBins } from "./curves";
import { changesOf, confusionCells, type Judged, worstMistakes } from "./examples";
import { groupsOf } from "./groups";

const FEWEST_PRODUCTS = 20;

/** Probabilities [n, k] in the dataset's own categories by scorer: `version`, perhaps `against`, and the controls. */
export type CategoryScorers = { [VERSION]: Matrix; [AGAINST]?: Matrix } & Record<string, Matrix>;

/** What a model card shows of a category predictor. `holdout`: predictions for products that no training saw; `seen`:
 *  out-of-fold ones for products of the catalogue that it trained on, with those products' rows. Curves take every
 *  product with every category as one question: is it that category? */
export function categoryCard(
  dataset: CategoryDataset,
  holdout: CategoryScorers,
  seen: { rows: Int32Array; scorers: CategoryScorers },
  seed: number,
): Card {
  const rows = knownHoldout(dataset);
  const interval = seedFor(seed, "interval");
  const questions = examplesOf(dataset, rows, holdout);
  return {
    source: "products",
    n: rows.length,
    models: new Set(rows.map((i) => dataset.group[i])).size,
    baseRate: null,
    confirmed: rows.reduce((sum, i) => sum + dataset.confirmed[i], 0),
    curves: rows.length < FEWEST_PRODUCTS ? [] : oneAgainstRest(dataset, rows, holdout, interval),
    calibration: calibrationOf(dataset, rows, holdout, interval),
    slices: [
      ...slice("bothUnseen", dataset, rows, holdout, interval),
      ...slice(
        "confirmed",
        dataset,
        rows.filter((i) => dataset.confirmed[i] === 1),
        holdout,
        interval,
      ),
      ...slice("bothSeen", dataset, seen.rows, seen.scorers, interval),
    ],
    groups: byCategory(dataset, rows, holdout),
    cells: confusionCells(questions),
    mistakes: worstMistakes(questions),
    changes: changesOf(questions),
  };
}

const saidOf = ({ data, columns }: Matrix, rows: Int32Array) => rows.map((i) => argmax(data, i * columns, columns));

function rightOf(dataset: CategoryDataset, rows: Int32Array, probabilities: Matrix): Uint8Array {
  const said = saidOf(probabilities, rows);
  return Uint8Array.from(rows, (i, r) => +(said[r] === dataset.label[i]));
}

function oneAgainstRest(dataset: CategoryDataset, rows: Int32Array, scorers: CategoryScorers, seed: number) {
  const k = dataset.classes.length;
  const target = new Float32Array(rows.length * k);
  rows.forEach((i, r) => {
    target[r * k + dataset.label[i]] = 1;
  });
  const cluster = Int32Array.from(target, (_, at) => dataset.group[rows[Math.floor(at / k)]]);
  const scores = Object.fromEntries(
    Object.entries(scorers).map(([name, { data }]) => {
      const own = new Float32Array(rows.length * k);
      rows.forEach((i, r) => {
        own.set(data.subarray(i * k, (i + 1) * k), r * k);
      });
      return [name, own];
    }),
  );
  return curvesOf({ target, cluster }, scores, seed);
}

function calibrationOf(dataset: CategoryDataset, rows: Int32Array, scorers: CategoryScorers, seed: number) {
  if (rows.length < FEWEST_PRODUCTS) return [];
  const cluster = rows.map((i) => dataset.group[i]);
  return [VERSION, AGAINST].flatMap((name): CardCalibration[] => {
    const probabilities = scorers[name];
    if (!probabilities) return [];
    const { data, columns } = probabilities;
    const said = saidOf(probabilities, rows);
    const confidence = Float32Array.from(rows, (i, r) => data[i * columns + said[r]]);
    const right = rightOf(dataset, rows, probabilities);
    const error = centredBootstrapFigure(cluster, reweightedCalibrationError(confidence, right), seed);
    return [{ name, error, bins: calibrationBins(confidence, right) }];
  });
}

function slice(
  name: string,
  dataset: CategoryDataset,
  rows: Int32Array,
  scorers: CategoryScorers,
  seed: number,
): CardSlice[] {
  if (rows.length < FEWEST_PRODUCTS) return [];
  const cluster = rows.map((i) => dataset.group[i]);
  const figures = Object.fromEntries(
    Object.entries(scorers).map(([scorer, probabilities]) => [
      scorer,
      bootstrapFigure(cluster, weightedMean(rightOf(dataset, rows, probabilities)), seed),
    ]),
  );
  return [{ name, n: rows.length, figures }];
}

function byCategory(dataset: CategoryDataset, rows: Int32Array, scorers: CategoryScorers) {
  const { [VERSION]: own, ...others } = scorers;
  return groupsOf(rows.length, (r) => [dataset.classes[dataset.label[rows[r]]]], {
    version: rightOf(dataset, rows, own),
    others: Object.fromEntries(Object.entries(others).map(([name, m]) => [name, rightOf(dataset, rows, m)])),
  });
}

function examplesOf(dataset: CategoryDataset, rows: Int32Array, scorers: CategoryScorers): Judged[] {
  const { classes, label, confirmed, productIds } = dataset;
  const k = classes.length;
  return Array.from(rows, (i): Judged => {
    const answer = ({ data }: Matrix) => {
      const said = argmax(data, i * k, k);
      return { says: classes[said], chance: data[i * k + said] };
    };
    const loss = ({ data }: Matrix) => 1 - data[i * k + label[i]];
    const before = scorers[AGAINST] ?? null;
    return {
      products: [productIds[i]],
      truth: classes[label[i]],
      isConfirmed: confirmed[i] === 1,
      version: answer(scorers[VERSION]),
      against: before && answer(before),
      loss: loss(scorers[VERSION]),
      lossBefore: before && loss(before),
    };
  });
}
