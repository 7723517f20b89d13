import { readFileSync } from "node:fs";
import type { Figure } from "@/bin/instance/bench-types";
import { trainCategoryNetwork } from "@/ml/category/train";
import {
  type CategoryDataset,
  type CompatibilityDataset,
  decodeCategoryDataset,
  decodeCompatibilityDataset,
} from "@/ml/datasets/dataset";
import { type Backend, chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { drawIndex, rngOf } from "@/ml/runtime/seed";
import { networkItems } from "@/ml/siamese/items";
import { legsInBulk } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { scorePairs, scorePairsInBulk } from "@/ml/siamese/score-pairs";
import { scorePairsWithOnnx } from "@/ml/siamese/score-with-onnx";
import { trainSiamese } from "@/ml/siamese/train";
import { plantHouse } from "./planted-house";

/* One backend of the bench `train`, in a process of its own: TOILE_BACKEND chooses it. Arguments: nothing, or a
   compatibility snapshot and perhaps a category snapshot. Prints one line of JSON: the figures. */

/** Pairs that an epoch is stated for, and that are scored. */
const [EPOCH, MILLION] = [10_240, 1_000_000];
const SEED = 1;

const targets = {
  wasm: { epoch: 4, retrain: 60, score: 15, folds: 60, network: 30 },
  "tfjs-node": { epoch: 1.2, retrain: 20, score: undefined, folds: undefined, network: 10 },
};

type Data = { outfits: CompatibilityDataset; labels: CompatibilityDataset; category: CategoryDataset | null };

function readData([compatibility, category]: string[]): Data {
  if (compatibility) {
    const dataset = decodeCompatibilityDataset(readFileSync(compatibility));
    const own = category ? decodeCategoryDataset(readFileSync(category)) : null;
    return { outfits: dataset, labels: dataset, category: own };
  }
  const size = { products: 7_000, dimension: 1_280 };
  // 5,600 outfit pairs leave 5,120 and as many negatives once the validation products are set aside.
  const house = plantHouse({ ...size, outfitPairs: 5_600, labels: 0 }, SEED);
  const judged = plantHouse({ ...size, outfitPairs: 0, labels: 10_000 }, SEED);
  return { outfits: house.compatibility, labels: judged.compatibility, category: house.category };
}

const sinceThen = (began: number) => (performance.now() - began) / 1_000;

function figure(name: string, value: number, unit: string, most?: number): Figure {
  return {
    name,
    value,
    unit,
    ...(most === undefined ? {} : { target: `≤ ${most}` }),
    ok: !(value > (most ?? Infinity)),
  };
}

/** Seconds that an epoch of EPOCH pairs takes, round by round and without validation. */
async function timeEpochs(tf: TensorFlow, dataset: CompatibilityDataset): Promise<number[]> {
  const seconds: number[] = [];
  await trainSiamese(tf, dataset, { epochs: 7, fewestSteps: 1, patience: 7 }, SEED, ({ itemsPerSecond }) => {
    if (itemsPerSecond) seconds.push(EPOCH / itemsPerSecond);
  });
  // The first warms up the compiler and the buffers.
  return seconds.slice(1).toSorted((a, b) => a - b);
}

async function timeRetraining(tf: TensorFlow, dataset: CompatibilityDataset) {
  const began = performance.now();
  let best = { score: Number.NEGATIVE_INFINITY, seconds: Number.NaN };
  const { model, validationAuc } = await trainSiamese(tf, dataset, {}, SEED, ({ validation }) => {
    if (validation !== null && validation > best.score) best = { score: validation, seconds: sinceThen(began) };
  });
  return { model, toBest: best.seconds, whole: sinceThen(began), validationAuc: validationAuc ?? Number.NaN };
}

async function timeScoring(tf: TensorFlow, model: CompatibilityModel, dataset: CompatibilityDataset, most?: number) {
  const rng = rngOf(SEED);
  const began = performance.now();
  const legs = legsInBulk(tf, model, networkItems(dataset, model, tf));
  const legSeconds = sinceThen(began);
  const pairs = Int32Array.from({ length: 2 * MILLION }, () => drawIndex(rng, legs.rows));
  const perMillion = async (count: number, score: (pairs: Int32Array) => unknown) => {
    const started = performance.now();
    if ((await score(pairs.subarray(0, 2 * count))) === null) return Number.NaN;
    return (sinceThen(started) * MILLION) / count;
  };
  const plain = await perMillion(40_000, (some) => scorePairs(model, legs, some));
  const tensor = await perMillion(MILLION, (some) => scorePairsInBulk(tf, model, legs, some));
  const onnx = await perMillion(MILLION, (some) => scorePairsWithOnnx(model, legs, some));
  return [
    figure(`legs of ${legs.rows} products`, legSeconds, "s"),
    figure("a million pairs with doubt, plain loops (from 40,000)", plain, "s"),
    figure("a million pairs with doubt, tensor backend", tensor, "s", most),
    ...(Number.isNaN(onnx) ? [] : [figure("a million pairs with doubt, ONNX Runtime", onnx, "s", 5)]),
  ];
}

async function timeCategory(tf: TensorFlow, dataset: CategoryDataset, most: { folds?: number; network: number }) {
  const began = performance.now();
  const { model } = await trainCategoryNetwork(tf, dataset, {}, SEED, () => {});
  const seconds = sinceThen(began);
  return [
    figure(`category, ${model.config.folds} folds in one graph`, seconds, "s", most.folds),
    figure("category, one network's share of it", seconds / model.config.folds, "s", most.network),
  ];
}

async function measure({ tf, name }: Backend, data: Data): Promise<Figure[]> {
  const most = targets[name];
  const epochs = await timeEpochs(tf, data.outfits);
  const { model, toBest, whole, validationAuc } = await timeRetraining(tf, data.labels);
  return [
    figure(
      `epoch of ${EPOCH} pairs, five members, median of ${epochs.length}`,
      epochs[epochs.length >> 1],
      "s",
      most.epoch,
    ),
    figure("the same, fastest", epochs[0], "s"),
    figure("the same, slowest", epochs[epochs.length - 1], "s"),
    figure("retraining to its best validation score", toBest, "s", most.retrain),
    figure("retraining to its end", whole, "s"),
    figure("its validation AUC", validationAuc, ""),
    ...(await timeScoring(tf, model, data.outfits, most.score)),
    ...(data.category ? await timeCategory(tf, data.category, most) : []),
  ];
}

const backend = await chooseBackend();
const figures = await measure(backend, readData(process.argv.slice(2)));
console.log(JSON.stringify(figures.map((one) => ({ ...one, name: `${backend.name}: ${one.name}` }))));
