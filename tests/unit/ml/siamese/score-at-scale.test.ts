import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";
import { MERGES, type Merge, siameseConfig } from "@/ml/siamese/config";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { initialiseSiamese } from "@/ml/siamese/network";
import { pairFeatures } from "@/ml/siamese/pair-features";
import { scorePairs } from "@/ml/siamese/score-pairs";
import { scorePairsAtScale, scorePairsWithOnnx } from "@/ml/siamese/score-with-onnx";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const n = 40;

/** An untrained ensemble of three with noise in every weight, so that no path is silent. */
function modelOf(merges: Merge[]): CompatibilityModel {
  const config = siameseConfig({ members: 3, legWidth: 6, headWidth: 10, merges });
  const rng = rngOf(2);
  const input = { dense: 4, columns: 0, vocabulary: 0 };
  const parameters = initialiseSiamese(rng, input, config);
  for (const { data } of Object.values(parameters)) {
    for (let i = 0; i < data.length; i++) data[i] += 0.2 * drawNormal(rng);
  }
  const encoder = { name: "t", version: "1", dimension: 9 };
  const reading = { columns: [], valuesRead: 1, reduction: null, descriptionReduction: null };
  return { ...reading, encoder, config, input, parameters, temperature: 1.7, seed: 1 };
}

const rng = rngOf(8);
const legs = matrixOf(
  n,
  18,
  Float32Array.from({ length: n * 18 }, () => drawNormal(rng)),
);
const drawPairs = (count: number) => Int32Array.from({ length: 2 * count }, () => drawIndex(rng, n));

function swap(pairs: Int32Array): Int32Array {
  return pairs.map((_, at) => pairs[at % 2 === 0 ? at + 1 : at - 1]);
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i] - b[i]));
  return worst;
}

const every: Merge[][] = [...MERGES.map((merge) => [merge]), ["product", "difference"], [...MERGES]];

describe.each(every.map((merges) => [merges.join(" + "), merges] as const))("a head merged by %s", (_, merges) => {
  const model = modelOf([...merges]);

  it("scores the same on ONNX Runtime as in plain loops, across chunks and in both orders", async () => {
    const pairs = drawPairs(4500);
    const plain = scorePairs(model, legs, pairs);
    for (const given of [pairs, swap(pairs)]) {
      const scored = await scorePairsWithOnnx(model, legs, given);
      expect(furthest(scored!.compatibility, plain.compatibility)).toBeLessThan(1e-4);
      expect(furthest(scored!.mutualInformation, plain.mutualInformation)).toBeLessThan(1e-4);
    }
  });

  it("has its logits as a linear function of the pair features", () => {
    const pairs = drawPairs(30);
    const features = pairFeatures(model, legs, pairs);
    expect(features.columns).toBe(3 * 10);
    expect(furthest(meanProbability(model, features), scorePairs(model, legs, pairs).compatibility)).toBeLessThan(1e-5);
    expect(furthest(pairFeatures(model, legs, swap(pairs)).data, features.data)).toBeLessThan(1e-5);
    expect(features.data.every((unit) => unit >= 0) && features.data.some((unit) => unit > 0)).toBe(true);
  });
});

/** Scores [p] computed from pair features alone. */
function meanProbability({ parameters: { out, outBias }, temperature }: CompatibilityModel, features: Matrix) {
  return Float32Array.from({ length: features.rows }, (_, p) => {
    const units = rowOf(features, p);
    let mean = 0;
    for (let m = 0; m < 3; m++) {
      let logit = outBias.data[m];
      for (let h = 0; h < 10; h++) logit += units[m * 10 + h] * out.data[m * 10 + h];
      mean += 1 / (1 + Math.exp(-logit / temperature)) / 3;
    }
    return mean;
  });
}

describe("pair features", () => {
  it("of chosen members stand in the order asked for", () => {
    const model = modelOf(["product", "difference"]);
    const pairs = drawPairs(5);
    const [all, some] = [pairFeatures(model, legs, pairs), pairFeatures(model, legs, pairs, [2, 0])];
    expect([...rowOf(some, 3)]).toEqual([...rowOf(all, 3).subarray(20), ...rowOf(all, 3).subarray(0, 10)]);
  });

  it("are refused of a member that is not there", () => {
    expect(() => pairFeatures(modelOf(["product"]), legs, drawPairs(1), [3])).toThrow("member 3 asked");
  });
});

describe("scoring at scale", () => {
  const model = modelOf(["product", "difference"]);

  it.each([0, 1, 1500, 1501])("scores %i pairs as plain loops do", async (count) => {
    const pairs = drawPairs(count);
    const [scored, plain] = [await scorePairsAtScale(tf, model, legs, pairs), scorePairs(model, legs, pairs)];
    expect(furthest(scored.compatibility, plain.compatibility)).toBeLessThan(1e-4);
  });

  it("tells how many pairs are done, and that all are at the end", async () => {
    const told: number[] = [];
    await scorePairsAtScale(tf, model, legs, drawPairs(5000), (done) => told.push(done));
    expect(told).toEqual([2048, 4096, 5000]);
  });

  it("refuses legs of another model and products that are not there", async () => {
    await expect(scorePairsAtScale(tf, model, matrixOf(2, 5), drawPairs(1))).rejects.toThrow(/\[2, 5\].*\[n, 18\]/);
    const beyond = new Int32Array(4000).fill(n);
    await expect(scorePairsAtScale(tf, model, legs, beyond)).rejects.toThrow("row 40 asked of legs of 40 products");
  });
});
