import { categoryEmbedding } from "@/ml/category/embedding";
import { type CategoryModel, headsOf } from "@/ml/category/model";
import { neighbourEvidence } from "@/ml/category/neighbour-evidence";
import { poolModels } from "@/ml/category/pool-models";
import { predictCategoriesInBulk } from "@/ml/category/predict-bulk";
import { largestOf } from "@/ml/category/softmax";
import { trainCategoryNetwork } from "@/ml/category/train";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { bootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { expectedCalibrationError } from "@/ml/evaluation/calibration";
import { macroF1 } from "@/ml/evaluation/category-figures";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, normaliseRows, rowOf, takeRows } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";

export type Measured = { name: string; value: number; lower?: number; upper?: number; unit?: string };

/** Neighbours that retrieval is judged by. */
const NEIGHBOURS = 10;

/** Trains once per seed and measures the mean over the seeds; intervals are drawn over garment models. */
export async function measureCategory(
  tf: TensorFlow,
  dataset: CategoryDataset,
  seeds: number[],
  say: (line: string) => void,
): Promise<Measured[]> {
  const all = Array.from(dataset.label, (_, i) => i).filter((i) => dataset.label[i] >= 0);
  const [visible, holdout] = [all.filter((i) => !dataset.holdout[i]), all.filter((i) => dataset.holdout[i])];
  const models: CategoryModel[] = [];
  const seconds: number[] = [];
  for (const seed of seeds) {
    say(`training, seed ${seed} …`);
    const began = performance.now();
    models.push((await trainCategoryNetwork(tf, dataset, {}, seed, () => {})).model);
    seconds.push((performance.now() - began) / 1_000);
  }
  const unfolded = models.map(({ outOfFold }) => outOfFold.probabilities);
  const fresh = models.map((model) => predictCategoriesInBulk(tf, model, dataset.embedding, dataset.attributes));
  const pooled = (each: Matrix[]) => each.map((one) => poolModels(one, dataset.group));
  return [
    ...qualityOf(dataset, unfolded, visible, "out of fold"),
    ...qualityOf(dataset, pooled(unfolded), visible, "out of fold, colours pooled"),
    ...controls(tf, dataset, visible, "out of fold"),
    ...(holdout.length === 0
      ? []
      : [
          ...qualityOf(dataset, fresh, holdout, "holdout"),
          ...qualityOf(dataset, pooled(fresh), holdout, "holdout, colours pooled"),
          ...controls(tf, dataset, holdout, "holdout"),
          ...retrieval(tf, dataset, models[0]!, visible, holdout),
        ]),
    ...attributes(dataset, models[0]!, visible),
    { name: "training, all folds", value: seconds.reduce((sum, one) => sum + one, 0) / seconds.length, unit: "s" },
  ];
}

function qualityOf(dataset: CategoryDataset, predictions: Matrix[], rows: number[], name: string): Measured[] {
  const k = dataset.classes.length;
  const truth = rows.map((i) => dataset.label[i]!);
  const cluster = rows.map((i) => dataset.group[i]!);
  const chosen = predictions.map(({ data }) => rows.map((i) => largestOf(data, i * k, k)));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const right = rows.map((_, r) => mean(chosen.map((one) => (one[r] === truth[r] ? 1 : 0))));
  const errors = predictions.map(({ data }, p) =>
    expectedCalibrationError(
      rows.map((i, r) => data[i * k + chosen[p]![r]!]!),
      rows.map((_, r) => (chosen[p]![r] === truth[r] ? 1 : 0)),
    ),
  );
  return [
    { name: `${name}: right`, ...bootstrapFigure(cluster, weightedMean(right), 1) },
    {
      name: `${name}: macro-F1`,
      ...bootstrapFigure(cluster, (weights) => mean(chosen.map((one) => macroF1(one, truth, k, weights))), 1),
    },
    { name: `${name}: calibration error`, value: mean(errors) },
  ];
}

function controls(tf: TensorFlow, dataset: CategoryDataset, rows: number[], name: string): Measured[] {
  const near = neighbourEvidence(tf, dataset, Int32Array.from(rows), 20).probabilities;
  const count = new Float32Array(dataset.classes.length);
  for (const [i, c] of dataset.label.entries()) if (c >= 0 && !dataset.holdout[i]) count[c]! += 1;
  const share = rows.filter((i) => dataset.label[i] === largestOf(count, 0, count.length)).length / rows.length;
  return [
    { ...qualityOf(dataset, [near], rows, `${name}, control 20 neighbours`)[0]! },
    { name: `${name}, control commonest category: right`, value: share },
  ];
}

/** Share of the nearest visible products of other garment models that have the product's category, or its value. */
function retrieval(
  tf: TensorFlow,
  dataset: CategoryDataset,
  model: CategoryModel,
  visible: number[],
  queries: number[],
): Measured[] {
  const spaces: [string, Matrix][] = [
    ["photo embedding", normaliseRows(dataset.embedding)],
    ["the network's own embedding", categoryEmbedding(tf, model, dataset.embedding, dataset.attributes)],
  ];
  const a = dataset.columns.length;
  const values: [string, (i: number) => number][] = [
    ["category", (i) => dataset.label[i]!],
    ...dataset.columns.map(({ name }, column): [string, (i: number) => number] => [
      name,
      (i) => dataset.attributes[i * a + column]! || -1,
    ]),
  ];
  return spaces.flatMap(([space, rows]) => {
    const { index } = topK(takeRows(rows, queries), takeRows(rows, visible), NEIGHBOURS);
    return values.map(([what, codeOf]): Measured => {
      const known = queries.map((_, q) => q).filter((q) => codeOf(queries[q]!) >= 0);
      const sharing = known.map((q) => {
        const near = index.subarray(q * NEIGHBOURS, (q + 1) * NEIGHBOURS);
        return near.filter((at) => codeOf(visible[at]!) === codeOf(queries[q]!)).length / NEIGHBOURS;
      });
      const cluster = known.map((q) => dataset.group[queries[q]!]!);
      return { name: `neighbours agree in ${what}, ${space}`, ...bootstrapFigure(cluster, weightedMean(sharing), 1) };
    });
  });
}

/** How often each head names the value out of fold, beside the commonest value. */
function attributes(dataset: CategoryDataset, model: CategoryModel, visible: number[]): Measured[] {
  const a = dataset.columns.length;
  return headsOf(model).flatMap(({ column, start, size }) => {
    const known = visible.filter((i) => dataset.attributes[i * a + column]! > 0);
    const codes = known.map((i) => dataset.attributes[i * a + column]! - 1);
    const right = known.map((i, r) =>
      largestOf(rowOf(model.outOfFold.attributes, i), start, size) === codes[r] ? 1 : 0,
    );
    const count = new Float32Array(size);
    for (const code of codes) count[code]! += 1;
    const cluster = known.map((i) => dataset.group[i]!);
    const { name } = dataset.columns[column]!;
    return [
      { name: `${name} out of fold: right`, ...bootstrapFigure(cluster, weightedMean(right), 1) },
      { name: `${name}, control commonest value: right`, value: Math.max(...count) / codes.length },
    ];
  });
}
