import { beforeAll, describe, expect, it } from "vitest";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { matrixOf } from "@/ml/runtime/matrix";
import type { StepReport } from "@/ml/runtime/progress";
import { backedComponents, siameseConfig } from "@/ml/siamese/config";
import { legsOf } from "@/ml/siamese/legs";
import { loadCompatibility } from "@/ml/siamese/model";
import { prepareCompatibility } from "@/ml/siamese/prepare";
import { scorePairs } from "@/ml/siamese/score-pairs";
import { trainCompatibility } from "@/ml/siamese/train-compatibility";
import { fits, plantedHouse, SMALL } from "../planted-house";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const ignore = () => {};
const train = (dataset: CompatibilityDataset, seed = 1, config = {}) =>
  trainCompatibility(tf, dataset, { seed, config: { ...SMALL, ...config } }, ignore);
const short = { fewestSteps: 24, epochs: 2 };

describe("a planted rule", () => {
  const { pairs, tone } = plantedHouse(1);
  let trained: Awaited<ReturnType<typeof train>>;
  const reports: StepReport[] = [];
  beforeAll(async () => {
    trained = await trainCompatibility(tf, pairs, { seed: 1, config: SMALL }, (report) => reports.push(report));
  });

  it("is learnt on products that training never saw, far above every control", () => {
    const { figures } = trained.metrics;
    expect(figures["auc.sameFamilySeason"].lower).toBeGreaterThan(0.65);
    for (const control of ["cosine", "popularity", "categoryPairs", "sameSeason"]) {
      expect(figures[`${control}.sameFamilySeason`].upper, control).toBeLessThan(figures["auc.sameFamilySeason"].lower);
    }
    expect(figures["fillInTheBlank.sameFamilySeason"].value).toBeGreaterThan(0.5);
  });

  it("scores fits above clashes through the stored artifact", () => {
    const model = loadCompatibility(trained.artifact);
    const legs = legsOf(model, pairs);
    const [good, bad]: number[][] = [[], []];
    for (let i = 0; i < 80; i++) for (let j = 80; j < 160; j += 7) (fits(tone[i], tone[j]) ? good : bad).push(i, j);
    const mean = (list: number[]) =>
      scorePairs(model, legs, Int32Array.from(list)).compatibility.reduce((a, b) => a + b, 0) / (list.length / 2);
    expect(mean(good)).toBeGreaterThan(mean(bad) + 0.2);
  });

  it("is reported on the way: phases, epochs, loss and validation", () => {
    const epochs = reports.filter(({ phase }) => phase === "Training");
    expect(epochs.length).toBeGreaterThan(2);
    expect(epochs.at(-1)!.loss!).toBeLessThan(epochs[0].loss!);
    expect(epochs.every(({ validation, itemsPerSecond }) => validation! > 0 && itemsPerSecond! > 0)).toBe(true);
    expect(reports.at(-1)!.phase).toBe("Measuring on the holdout");
  });
});

describe("training", () => {
  it("gives the same bytes for the same seed and others for another", async () => {
    const { pairs } = plantedHouse(2, 120);
    const [first, again, other] = [
      await train(pairs, 5, short),
      await train(pairs, 5, short),
      await train(pairs, 6, short),
    ];
    expect(Buffer.from(again.artifact).equals(first.artifact)).toBe(true);
    expect(Buffer.from(other.artifact).equals(first.artifact)).toBe(false);
    expect(again.metrics).toEqual(first.metrics);
  });

  it("leaves no tensor behind", async () => {
    const { pairs } = plantedHouse(3, 90);
    await train(pairs, 1, short);
    const before = tf.memory().numTensors;
    await train(pairs, 2, short);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("keeps holdout products out of positives, negatives, validation and the reduction", () => {
    const { pairs } = plantedHouse(4);
    const all = Int32Array.from({ length: 400 }, (_, at) => at % 240);
    const judged = { judged: all, judgedY: new Float32Array(200).fill(1), judgedWeight: new Float32Array(200).fill(1) };
    const prepared = prepareCompatibility({ ...pairs, ...judged }, siameseConfig(SMALL), 1);
    const { positives, judged: kept, validation, present } = prepared;
    for (const items of [positives.pairs, kept.pairs, validation.left, validation.right, present]) {
      expect(items.length).toBeGreaterThan(10);
      expect(items.some((i) => pairs.holdout[i] === 1)).toBe(false);
    }
  });

  it("learns from judged pairs where there are no outfits", async () => {
    const { pairs, tone } = plantedHouse(5);
    const judged = Int32Array.from({ length: 1600 }, (_, at) => (at % 2 ? 3 * (at >> 1) + 7 : at >> 1) % 240);
    const judgedY = Float32Array.from({ length: 800 }, (_, p) =>
      fits(tone[judged[2 * p]], tone[judged[2 * p + 1]]) ? 1 : 0,
    );
    const empty = { positives: new Int32Array(0), positiveWeight: new Float32Array(0), outfit: new Int32Array(0) };
    const { metrics } = await train({
      ...pairs,
      ...empty,
      judged,
      judgedY,
      judgedWeight: new Float32Array(800).fill(1),
    });
    expect(metrics.figures["auc.validation"].value).toBeGreaterThan(0.7);
    expect(metrics.notes.join(" ")).toMatch(/Too few outfit pairs/);
  });

  it("stops when it is told to", async () => {
    const { pairs } = plantedHouse(6, 90);
    const controller = new AbortController();
    const training = trainCompatibility(
      tf,
      pairs,
      { seed: 1, config: { ...SMALL, fewestSteps: 4000 } },
      ({ phase }) => phase === "Training" && controller.abort(new Error("enough")),
      controller.signal,
    );
    await expect(training).rejects.toThrow("enough");
  });
});

it("few pairs back few components, many all that are wanted", () => {
  const backed = (pairs: number) => backedComponents(128, pairs, 200, 8);
  expect([0, 500, 3_000, 25_600, 90_000].map(backed)).toEqual([8, 8, 15, 128, 128]);
  expect(backedComponents(0, 500, 200, 8)).toBe(0);
  expect(backedComponents(4, 90, 200, 8)).toBe(4);
  expect(backedComponents(128, 500, 0, 8)).toBe(128);
});

describe("data that can't teach", () => {
  const { pairs } = plantedHouse(7, 60);
  const without = { positives: new Int32Array(0), positiveWeight: new Float32Array(0), outfit: new Int32Array(0) };
  const refused: [string, CompatibilityDataset, RegExp][] = [
    ["no outfit and no judged pair", { ...pairs, ...without }, /no outfits and no judged pairs/],
    [
      "clashes alone",
      {
        ...pairs,
        ...without,
        judged: Int32Array.of(2, 5),
        judgedY: Float32Array.of(0),
        judgedWeight: Float32Array.of(1),
      },
      /No pair that fits/,
    ],
    [
      "an embedding of another encoder",
      { ...pairs, encoder: { ...pairs.encoder, dimension: 99 } },
      /Embed the catalogue again/,
    ],
    [
      "nothing known of any product",
      { ...pairs, columns: [], attributes: new Int32Array(0), embedding: matrixOf(60, 16) },
      /nothing to learn from/,
    ],
  ];
  it.each(refused)("is refused with a sentence: %s", async (_, dataset, sentence) => {
    const attempt = train(dataset, 1, short);
    await expect(attempt).rejects.toThrow(TrainingRefused);
    await expect(attempt).rejects.toThrow(sentence);
  });

  it("is refused when every pair is known to fit", async () => {
    const three = plantedHouse(8, 6).pairs;
    const everyPair = Int32Array.from(
      [0, 1, 2, 3, 4, 5].flatMap((i) => [0, 1, 2, 3, 4, 5].filter((j) => j > i).flatMap((j) => [i, j])),
    );
    const known = {
      positives: everyPair,
      positiveWeight: new Float32Array(15).fill(1),
      outfit: new Int32Array(15),
      holdout: new Uint8Array(6),
    };
    await expect(train({ ...three, ...known }, 1, short)).rejects.toThrow(/Every pair of products is known to fit/);
  });
});

describe("poor data give a sane model and a note", () => {
  const sane = async (dataset: CompatibilityDataset) => {
    const { artifact, metrics } = await train(dataset, 1, short);
    const model = loadCompatibility(artifact);
    const { compatibility } = scorePairs(model, legsOf(model, dataset), Int32Array.of(0, 3, 1, 5));
    expect([...compatibility].every((score) => score > 0 && score < 1)).toBe(true);
    return metrics.notes.join(" ");
  };
  const { pairs } = plantedHouse(9, 60);

  it("one positive pair", async () => {
    const visible = Array.from(pairs.holdout, (_, i) => i).filter((i) => pairs.holdout[i] === 0);
    const one = {
      positives: Int32Array.of(visible[0], visible[9]),
      positiveWeight: Float32Array.of(1),
      outfit: Int32Array.of(0),
    };
    expect(await sane({ ...pairs, ...one })).toMatch(/not calibrated/);
  });

  it("embeddings of zeros and of numbers that are none", async () => {
    const embedding = matrixOf(60, 16, pairs.embedding.data.slice());
    embedding.data.fill(0, 0, 16 * 10);
    embedding.data.fill(Number.NaN, 16 * 10, 16 * 20);
    expect(await sane({ ...pairs, embedding })).toMatch(/20 of 60 products have no usable embedding/);
    expect(await sane({ ...pairs, embedding: matrixOf(60, 16) })).toMatch(/60 of 60/);
  });

  it("labels that contradict each other, alone: a version that nobody should let rank", async () => {
    const { pairs: many } = plantedHouse(9, 200);
    const none = { positives: new Int32Array(0), positiveWeight: new Float32Array(0), outfit: new Int32Array(0) };
    const ends = Int32Array.from({ length: 300 }, (_, p) => 1 + ((p * 7) % 190));
    const judged = Int32Array.from({ length: 1200 }, (_, at) => ends[at >> 2] + (at % 2) * 9);
    const judgedY = Float32Array.from({ length: 600 }, (_, p) => p % 2);
    const note = await sane({ ...many, ...none, judged, judgedY, judgedWeight: new Float32Array(600).fill(1) });
    expect(note).toMatch(/no better than chance/);
  });
});
