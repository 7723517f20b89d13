import { beforeAll, describe, expect, it } from "vitest";
import { DamagedArrays } from "@/ml/artifacts/arrays";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";
import { siameseConfig } from "@/ml/siamese/config";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { initialiseSiamese } from "@/ml/siamese/network";
import { leadingColumns, onlineFeatures } from "@/ml/siamese/online-features";
import { decodeOnlineFeatures, encodeOnlineFeatures } from "@/ml/siamese/online-features-file";
import { encodeScores } from "@/ml/siamese/score-file";
import { scorePairs } from "@/ml/siamese/score-pairs";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const products = 50;
const rng = rngOf(4);
const legs = matrixOf(
  products,
  12,
  Float32Array.from({ length: products * 12 }, () => drawNormal(rng)),
);
const pairs = Int32Array.from({ length: 600 }, () => drawIndex(rng, products));

function modelOf(): CompatibilityModel {
  const config = siameseConfig({ members: 2, legWidth: 6, headWidth: 10 });
  const input = { dense: 4, columns: 0, vocabulary: 0 };
  const parameters = initialiseSiamese(rngOf(2), input, config);
  const encoder = { name: "t", version: "1", dimension: 9 };
  const reading = { columns: [], valuesRead: 1, reduction: null, descriptionReduction: null };
  return { ...reading, encoder, config, input, parameters, temperature: 1.3, seed: 1 };
}
const model = modelOf();

function furthest(a: Float32Array, b: Float32Array): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
}
const read = (given = pairs, components = 4) => onlineFeatures(tf, model, legs, given, { components });

describe("what an online posterior is told of pairs", () => {
  it("is a one, the brought-to-scale logit, and components of squared length 1 on average", async () => {
    const { features } = await read();
    expect([features.rows, features.columns]).toEqual([300, leadingColumns + 4]);
    const rows = Array.from({ length: 300 }, (_, i) => rowOf(features, i));
    const mean = (of: (row: Float32Array) => number) => rows.reduce((sum, row) => sum + of(row), 0) / 300;
    expect(rows.every((row) => row[0] === 1)).toBe(true);
    expect(mean((row) => row[1])).toBeCloseTo(0, 4);
    expect(mean((row) => row[1] ** 2)).toBeCloseTo(1, 4);
    expect(mean((row) => row.subarray(leadingColumns).reduce((sum, x) => sum + x * x, 0))).toBeCloseTo(1, 1);
  });

  it("comes with the ensemble's own chance and disagreement", async () => {
    const { logit, mutualInformation } = await read();
    const scores = scorePairs(model, legs, pairs);
    expect(
      furthest(
        logit.map((z) => 1 / (1 + Math.exp(-z))),
        scores.compatibility,
      ),
    ).toBeLessThan(1e-4);
    expect(furthest(mutualInformation, scores.mutualInformation)).toBeLessThan(1e-4);
  });

  it("is the same in both orders of a pair, and again", async () => {
    const swapped = pairs.map((_, at) => pairs[at ^ 1]);
    const [there, back, again] = [await read(), await read(swapped), await read()];
    expect(again.features.data).toEqual(there.features.data);
    expect(furthest(back.features.data, there.features.data)).toBeLessThan(1e-4);
  });

  it("of no pair is nothing, and fewer pairs than components have fewer of them", async () => {
    expect((await read(new Int32Array(0))).features.rows).toBe(0);
    expect((await read(pairs.subarray(0, 6))).features.columns).toBe(leadingColumns + 2);
  });

  it("survives its file, and other files are refused", async () => {
    const features = await read();
    expect(decodeOnlineFeatures(encodeOnlineFeatures(features))).toEqual(features);
    const scores = encodeScores({ compatibility: new Float32Array(2), mutualInformation: new Float32Array(2) });
    expect(() => decodeOnlineFeatures(scores)).toThrow(DamagedArrays);
  });
});
