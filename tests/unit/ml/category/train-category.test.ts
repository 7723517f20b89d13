import { beforeAll, describe, expect, it } from "vitest";
import { categoryInputs, fitStandardiser } from "@/ml/category/inputs";
import { encodeCategory, loadCategory } from "@/ml/category/model";
import { predictCategories } from "@/ml/category/predict";
import { predictCategoriesInBulk } from "@/ml/category/predict-bulk";
import { trainCategory } from "@/ml/category/train-category";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { macroF1 } from "@/ml/evaluation/category-figures";
import { flagLabels } from "@/ml/label-errors/flag-labels";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { matrixOf } from "@/ml/runtime/matrix";
import { rngOf, sampleDistinct } from "@/ml/runtime/seed";
import { plantedHouse } from "../planted-house";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const SMALL = { folds: 3, components: 12, hidden: 48, batch: 64, epochs: 4, fewestSteps: 300, hiddenDropout: 0.2 };
const train = (dataset: CategoryDataset, seed = 1, config = {}) =>
  trainCategory(tf, dataset, { seed, config: { ...SMALL, ...config } }, () => {});

describe("a catalogue whose categories show in the embedding", () => {
  const { categories } = plantedHouse(1);
  let trained: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    trained = await train(categories);
  });

  it("is told apart on garment models that training never saw, above the commonest category", () => {
    const { figures } = trained.metrics;
    expect(figures["accuracy.holdout"].value).toBeGreaterThan(0.85);
    expect(figures["commonest.holdout"].upper).toBeLessThan(figures["accuracy.holdout"].lower);
    expect(figures["macroF1.holdout"].value).toBeGreaterThan(0.8);
    expect(figures["accuracy.outOfFold"].value).toBeGreaterThan(0.85);
    expect(figures["expectedCalibrationError.outOfFold"].value).toBeLessThan(0.1);
  });

  it("has an out-of-fold prediction for every visible product and none for the holdout", () => {
    const { data, columns } = trained.outOfFold;
    categories.holdout.forEach((isHoldout, i) => {
      const sum = data.subarray(i * columns, (i + 1) * columns).reduce((total, p) => total + p, 0);
      expect(sum).toBeCloseTo(isHoldout ? 0 : 1, 4);
    });
  });

  it("is read back from its bytes, and plain loops agree with the tensor backend", () => {
    const model = loadCategory(trained.artifact);
    expect(encodeCategory(model)).toEqual(trained.artifact);
    const plain = predictCategories(model, categories.embedding, categories.attributes);
    const bulk = predictCategoriesInBulk(tf, model, categories.embedding, categories.attributes);
    plain.data.forEach((p, at) => {
      expect(bulk.data[at]).toBeCloseTo(p, 4);
    });
  });
});

describe("planted label errors", () => {
  it("are ranked first by the trained model, and the true category is proposed", async () => {
    const { categories } = plantedHouse(2, 300);
    const visible = Array.from(categories.holdout, (_, i) => i).filter((i) => categories.holdout[i] === 0);
    const wrong = new Set(Array.from(sampleDistinct(rngOf(1), visible.length, 8), (at) => visible[at]));
    const truth = categories.label.slice();
    for (const i of wrong) categories.label[i] = (truth[i] + 1) % 3;
    const { artifact } = await train(categories);
    const suspects = flagLabels(tf, categories, loadCategory(artifact)).filter(
      ({ product }) => categories.holdout[product] === 0,
    );
    const first = suspects.slice(0, 12);
    const found = first.filter(({ product }) => wrong.has(product));
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(found.filter(({ product, proposed }) => proposed === truth[product]).length).toBeGreaterThanOrEqual(6);
  });

  it("are looked for in a newer catalogue too: joined by id, new products and new categories included", async () => {
    const { categories } = plantedHouse(3, 120);
    const { artifact } = await train(categories);
    const newer: CategoryDataset = {
      ...categories,
      classes: ["capes", ...categories.classes],
      label: categories.label.map((c) => c + 1),
    };
    newer.label[5] = 0;
    const suspects = flagLabels(
      tf,
      { ...newer, productIds: categories.productIds.map((id, i) => (i < 20 ? `new${i}` : id)) },
      loadCategory(artifact),
    );
    expect(suspects).toHaveLength(120);
    expect(suspects.filter(({ product, score, proposed }) => product !== 5 && score > 0.5 && proposed === 0)).toEqual(
      [],
    );
    const usual = suspects
      .filter(({ product }) => product !== 5 && product >= 20)
      .map(({ score }) => score)
      .sort((a, b) => a - b);
    expect(usual[Math.floor(usual.length / 2)]).toBeLessThan(0.3);
  });
});

describe("training", () => {
  it("gives the same bytes for the same seed and others for another, and leaves no tensor behind", async () => {
    const { categories } = plantedHouse(4, 90);
    const short = { fewestSteps: 10, epochs: 2 };
    const first = await train(categories, 3, short);
    const before = tf.memory().numTensors;
    expect(Buffer.from((await train(categories, 3, short)).artifact).equals(first.artifact)).toBe(true);
    expect(Buffer.from((await train(categories, 4, short)).artifact).equals(first.artifact)).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("is not moved by what stands in the holdout", async () => {
    const { categories } = plantedHouse(5, 90);
    const moved = { ...categories, label: categories.label.map((c, i) => (categories.holdout[i] ? (c + 1) % 3 : c)) };
    const embedding = matrixOf(
      90,
      16,
      categories.embedding.data.map((v, at) => (categories.holdout[Math.floor(at / 16)] ? -v : v)),
    );
    const short = { fewestSteps: 10, epochs: 2 };
    const weights = async (dataset: CategoryDataset) =>
      loadCategory((await train(dataset, 1, short)).artifact).parameters;
    expect(await weights({ ...moved, embedding })).toEqual(await weights(categories));
  });
});

describe("data that can't teach", () => {
  const { categories } = plantedHouse(6, 48);
  const refused: [string, CategoryDataset, RegExp][] = [
    ["no category at all", { ...categories, label: new Int32Array(48).fill(-1) }, /No product has a category/],
    [
      "one category alone",
      { ...categories, label: new Int32Array(48).fill(1) },
      /Every product is in the category "skirts"/,
    ],
    [
      "one product alone",
      {
        ...categories,
        productIds: ["p0"],
        label: Int32Array.of(1),
        confirmed: new Uint8Array(1),
        group: new Int32Array(1),
        holdout: new Uint8Array(1),
        attributes: Int32Array.of(1),
        embedding: matrixOf(1, 16, categories.embedding.data.slice(0, 16)),
      },
      /Every product is in the category "skirts"/,
    ],
    [
      "one garment model alone",
      { ...categories, group: new Int32Array(48), holdout: new Uint8Array(48) },
      /colours of one garment model/,
    ],
    [
      "an embedding of another encoder",
      { ...categories, encoder: { ...categories.encoder, dimension: 3 } },
      /Embed the catalogue again/,
    ],
    [
      "nothing known of any product",
      { ...categories, embedding: matrixOf(48, 16), columns: [], attributes: new Int32Array(0) },
      /No product has an embedding/,
    ],
  ];
  it.each(refused)("is refused with a sentence: %s", async (_, dataset, sentence) => {
    const attempt = train(dataset);
    await expect(attempt).rejects.toThrow(TrainingRefused);
    await expect(attempt).rejects.toThrow(sentence);
  });

  it("but many categories with one product each still give a sane model and a note", async () => {
    const classes = Array.from({ length: 60 }, (_, c) => `category ${c}`);
    const label = categories.label.map((c, i) => (i % 4 === 0 ? 3 + (i >> 2) : c));
    const embedding = matrixOf(48, 16, categories.embedding.data.slice());
    embedding.data.fill(Number.NaN, 32, 96);
    const { artifact, metrics } = await train({ ...categories, classes, label, embedding });
    const { data } = predictCategories(loadCategory(artifact), embedding, categories.attributes);
    expect(data.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(metrics.notes.join(" ")).toMatch(
      /categories have fewer than 5 products.*have no product.*no usable embedding/,
    );
  });

  it("and a thousand categories, 300 of them with one product, are learnt with a note", async () => {
    const [k, single] = [1_000, 300];
    const label = Int32Array.from({ length: single + 2 * (k - single) }, (_, i) =>
      i < single ? i : single + ((i - single) >> 1),
    );
    const rng = rngOf(1);
    const many: CategoryDataset = {
      ...categories,
      classes: Array.from({ length: k }, (_, c) => `category ${c}`),
      productIds: Array.from(label, (_, i) => `p${i}`),
      label,
      group: label.map((_, i) => i),
      holdout: new Uint8Array(label.length),
      confirmed: new Uint8Array(label.length),
      columns: [],
      attributes: new Int32Array(0),
      embedding: matrixOf(
        label.length,
        16,
        Float32Array.from({ length: 16 * label.length }, () => rng() - 0.5),
      ),
    };
    const { outOfFold, metrics } = await train(many, 1, { hidden: 16, batch: 256, epochs: 1, fewestSteps: 1 });
    for (let i = 0; i < label.length; i++) {
      const row = outOfFold.data.subarray(i * k, (i + 1) * k);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 3);
    }
    expect(metrics.notes.join(" ")).toMatch(/1000 of 1000 categories have fewer than 5 products/);
  });

  it("and products that share a photo but not a category leave the network in doubt, with a note", async () => {
    const { categories: house } = plantedHouse(7, 120);
    // Every second garment model repeats the photos of the one before it, one category further.
    const embedding = matrixOf(120, 16, house.embedding.data.slice());
    const label = house.label.slice();
    for (let i = 0; i < 120; i++) {
      if (i % 4 < 2) continue;
      embedding.data.copyWithin(16 * i, 16 * (i - 2), 16 * (i - 1));
      label[i] = (label[i - 2] + 1) % 3;
    }
    const torn = { ...house, embedding, label, holdout: new Uint8Array(120) };
    const { outOfFold, metrics } = await train(torn, 1, { attributes: false });
    const confidence = Array.from({ length: 120 }, (_, i) => Math.max(...outOfFold.data.subarray(3 * i, 3 * i + 3)));
    expect(confidence.reduce((sum, p) => sum + p, 0) / 120).toBeLessThan(0.75);
    expect(metrics.notes.join(" ")).toMatch(/^120 products share their photo with one of another category/);
  });
});

describe("the inputs of the category network", () => {
  it("are the square root, standardised, where no number is below zero", () => {
    const positive = matrixOf(3, 2, Float32Array.of(0.36, 0.64, 0.64, 0.36, 0.5, 0.5));
    expect(fitStandardiser(positive, Int32Array.of(0, 1, 2)).squareRoot).toBe(true);
    expect(fitStandardiser(matrixOf(1, 2, Float32Array.of(-1, 1)), Int32Array.of(0)).squareRoot).toBe(false);
  });

  it("mark a missing embedding and leave unknown attributes out", () => {
    const ones = new Float32Array(2).fill(1);
    const standardiser = { squareRoot: false, mean: new Float32Array(2), deviation: ones, weight: ones };
    const columns = [{ name: "colour", values: ["", "red", "blue"] }];
    const plan = { standardiser, reduction: null, columns };
    const x = categoryInputs(matrixOf(2, 2, Float32Array.of(0, 0, 3, 4)), Int32Array.of(2, 0), plan);
    expect([...x.data].map((v) => Number(v.toFixed(3)))).toEqual([0, 0, 1, 0, 0, 2, 0.6, 0.8, 0, 0, 0, 0]);
  });
});

it("macro-F1 is the mean over the categories that occur", () => {
  // Category 0: precision 1, recall 1/2. Category 1: precision 1/2, recall 1. Category 2 never occurs.
  expect(macroF1([0, 1, 1], [0, 0, 1], 3, [1, 1, 1])).toBeCloseTo(2 / 3, 12);
});
