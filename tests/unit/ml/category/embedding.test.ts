import { beforeAll, describe, expect, it } from "vitest";
import { categoryEmbedding } from "@/ml/category/embedding";
import { type CategoryModel, loadCategory } from "@/ml/category/model";
import { learntNeighbours } from "@/ml/category/neighbour-evidence";
import { trainCategory } from "@/ml/category/train-category";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, normaliseRows, rowOf, takeRows } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { topK } from "@/ml/similarity/exact";
import { plantedHouse } from "../planted-house";

const n = 480;
const planted = plantedHouse(1, n);
const rng = rngOf(1);
/** Blurred photos, in which family and tone still show; the tone is the house's one attribute. */
const categories: CategoryDataset = {
  ...planted.categories,
  columns: [{ name: "tone", values: ["", "warm", "cold", "dark"] }],
  attributes: planted.tone.map((tone) => tone + 1),
  embedding: matrixOf(
    n,
    16,
    planted.categories.embedding.data.map((value) => value + 0.4 * drawNormal(rng)),
  ),
};
const CONFIG = {
  folds: 3,
  membersPerFold: 2,
  components: 12,
  hidden: 32,
  hiddenDropout: 0.2,
  batch: 64,
  epochs: 4,
  fewestSteps: 200,
};

let tf: TensorFlow;
let model: CategoryModel;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
  model = loadCategory((await trainCategory(tf, categories, { seed: 1, config: CONFIG }, () => {})).artifact);
}, 60_000);

/** Share of the five nearest visible products of other models that have the product's value; holdout queries. */
function agreement(space: Matrix, value: Int32Array): number {
  const all = Array.from(value, (_, i) => i);
  const [queries, base] = [all.filter((i) => categories.holdout[i]), all.filter((i) => !categories.holdout[i])];
  const { index } = topK(takeRows(space, queries), takeRows(space, base), 5);
  return index.filter((at, q) => value[base[at]] === value[queries[Math.floor(q / 5)]]).length / index.length;
}

describe("the category network's own embedding", () => {
  it("is one unit row a product, from all members, and near in it means alike in category and attribute", () => {
    const own = categoryEmbedding(tf, model, categories.embedding, categories.attributes);
    expect([own.rows, own.columns]).toEqual([n, 6 * 32]);
    for (let i = 0; i < own.rows; i++) {
      expect(rowOf(own, i).reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4);
    }
    const photo = normaliseRows(categories.embedding);
    const { label, attributes } = categories;
    expect(agreement(own, attributes)).toBeGreaterThan(agreement(photo, attributes) + 0.05);
    expect(agreement(own, label)).toBeGreaterThan(agreement(photo, label));
  });

  it("has a row without a photo, from the attributes alone, and nothing that is not a number", () => {
    const embedding = matrixOf(2, 16);
    embedding.data[0] = Number.NaN;
    const own = categoryEmbedding(tf, model, embedding, Int32Array.of(1, 0));
    expect(own.data.every(Number.isFinite)).toBe(true);
  });

  it("refuses an embedding of another encoder, naming both widths", () => {
    expect(() => categoryEmbedding(tf, model, matrixOf(1, 3), Int32Array.of(1))).toThrow(/\[1, 3\].*\[n, 16\]/);
  });

  it("is asked out of fold for the neighbours of a product, so that a wrong category does not draw its own kind", () => {
    const probabilities = learntNeighbours(tf, categories, model, 10);
    let right = 0;
    for (let i = 0; i < n; i++) {
      const row = rowOf(probabilities, i);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
      if (row.indexOf(Math.max(...row)) === categories.label[i]) right++;
    }
    expect(right / n).toBeGreaterThan(0.7);
    // Every given category of fold 0 moved on: its own space has to stay as it was trained, and the others' words too.
    const moved = { ...categories, label: categories.label.slice() };
    const [first] = Array.from(model.outOfFold.fold, (_, i) => i).filter((i) => model.outOfFold.fold[i] === 0);
    moved.label[first] = (moved.label[first] + 1) % 3;
    const before = rowOf(probabilities, first);
    const after = rowOf(learntNeighbours(tf, moved, model, 10), first);
    after.forEach((p, c) => {
      expect(Math.abs(p - before[c])).toBeLessThan(0.01);
    });
  });
});
