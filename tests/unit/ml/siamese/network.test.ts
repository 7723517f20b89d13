import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { matrixOf } from "@/ml/runtime/matrix";
import { lossAndGradients } from "@/ml/runtime/parameters";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { MERGES, type Merge, siameseConfig } from "@/ml/siamese/config";
import { networkItems } from "@/ml/siamese/items";
import { legsInBulk, legsOf } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { encodeCompatibility, loadCompatibility } from "@/ml/siamese/model";
import { initialiseSiamese, legOutputs, pairLogits } from "@/ml/siamese/network";
import { scorePairs, scorePairsInBulk } from "@/ml/siamese/score-pairs";
import { StepInput } from "@/ml/siamese/step-input";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const n = 12;
const columns = [
  { name: "colour", values: ["", "red", "blue"] },
  { name: "fabric", values: ["", "wool"] },
];

/** An untrained model with noise in every weight, so that no path is silent. */
function modelOf(merges: Merge[], changes = {}): CompatibilityModel {
  const config = siameseConfig({
    members: 3,
    components: 5,
    attributeWidth: 3,
    fusionWidth: 7,
    legWidth: 6,
    headWidth: 8,
    merges,
    ...changes,
  });
  const rng = rngOf(2);
  const image = config.components > 0 ? config.components + 1 : 0;
  const input = { image, columns: 2, vocabulary: 5 };
  const parameters = initialiseSiamese(rng, input, config);
  for (const { data } of Object.values(parameters))
    data.forEach((v, i) => {
      data[i] = v + 0.1 * drawNormal(rng);
    });
  const directions = matrixOf(
    5,
    9,
    Float32Array.from({ length: 45 }, () => drawNormal(rng)),
  );
  const reduction = image > 0 ? { mean: new Float32Array(9).fill(0.05), directions, scale: 1.3 } : null;
  return {
    columns,
    encoder: { name: "t", version: "1", dimension: 9 },
    config,
    input,
    parameters,
    reduction,
    temperature: 1.7,
    seed: 1,
  };
}

const rng = rngOf(6);
const embedding = matrixOf(
  n,
  9,
  Float32Array.from({ length: n * 9 }, () => drawNormal(rng)),
);
embedding.data.fill(0, 9, 18);
const items = {
  embedding,
  attributes: Int32Array.from({ length: 2 * n }, (_, at) => (at % 2 ? (at >> 1) % 2 : (at >> 1) % 3)),
};
const pairs = Int32Array.from([0, 1, 2, 3, 4, 5, 1, 7, 8, 8, 9, 10]);
const swapped = Int32Array.from([1, 0, 3, 2, 5, 4, 7, 1, 8, 8, 10, 9]);

const every: Merge[][] = [...MERGES.map((merge) => [merge]), ["product", "difference"], [...MERGES]];

describe.each(every.map((merges) => [merges.join(" + "), merges] as const))("merged by %s", (_, merges) => {
  it("a pair scores the same in both orders", () => {
    const model = modelOf([...merges]);
    const legs = legsOf(model, items);
    const [one, other] = [scorePairs(model, legs, pairs), scorePairs(model, legs, swapped)];
    one.compatibility.forEach((score, p) => {
      expect(other.compatibility[p]).toBeCloseTo(score, 6);
    });
    one.mutualInformation.forEach((score, p) => {
      expect(other.mutualInformation[p]).toBeCloseTo(score, 6);
    });
  });

  it("plain loops and the tensor backend agree", () => {
    const model = modelOf([...merges]);
    const legs = legsOf(model, items);
    const bulk = legsInBulk(tf, model, networkItems(items, columns, model.reduction, tf));
    bulk.data.forEach((value, at) => {
      expect(value).toBeCloseTo(legs.data[at], 4);
    });
    const [plain, tensor] = [scorePairs(model, legs, pairs), scorePairsInBulk(tf, model, bulk, pairs)];
    plain.compatibility.forEach((score, p) => {
      expect(tensor.compatibility[p]).toBeCloseTo(score, 4);
    });
  });

  it("a gradient reaches every weight of every member", () => {
    const model = modelOf([...merges]);
    const prepared = networkItems(items, columns, model.reduction, tf);
    const input = new StepInput(tf, prepared, model.input);
    const side = (end: number) => pairs.filter((_, at) => at % 2 === end);
    const batch = input.build(
      Array.from({ length: 3 }, () => ({ left: side(0), right: side(1) })),
      null,
      0,
    );
    const ops = operationsOf(tf);
    const [target, weight] = [
      tf.tensor3d(
        Array.from({ length: 18 }, (_, i) => i % 2),
        [3, 6, 1],
      ),
      tf.ones([3, 6, 1]),
    ];
    const none = { fusion: null, head: null };
    const { gradients } = lossAndGradients(tf, model.parameters, (w) =>
      ops.logisticLoss(pairLogits(ops, w, legOutputs(ops, w, batch, model.input, none), batch, none), target, weight),
    );
    for (const [name, gradient] of Object.entries(gradients)) {
      const block = gradient.length / 3;
      for (let m = 0; m < 3; m++) {
        expect(
          gradient.subarray(m * block, (m + 1) * block).some((g) => g !== 0),
          `${name}, member ${m}`,
        ).toBe(true);
      }
    }
  });
});

describe("a product in a pair", () => {
  it("is computed once a batch, however many pairs it stands in", () => {
    const model = modelOf(["product"]);
    const input = new StepInput(tf, networkItems(items, columns, model.reduction), model.input);
    const batch = input.build([{ left: Int32Array.of(3, 3, 3), right: Int32Array.of(4, 5, 3) }], null, 0);
    expect(batch.items).toBe(3);
    expect(batch.image.shape).toEqual([1, 3, 6]);
  });

  it("may lack its embedding, its attributes or both and still score between 0 and 1", () => {
    const model = modelOf(["product", "difference"]);
    const bare = { embedding: matrixOf(2, 9), attributes: new Int32Array(4) };
    const broken = { ...bare, embedding: matrixOf(2, 9, new Float32Array(18).fill(Number.NaN)) };
    for (const given of [bare, broken]) {
      const { compatibility } = scorePairs(model, legsOf(model, given), Int32Array.of(0, 1));
      expect(compatibility[0]).toBeGreaterThan(0);
      expect(compatibility[0]).toBeLessThan(1);
    }
  });

  it("is refused with an embedding of another length, both lengths named", () => {
    expect(() => legsOf(modelOf(["product"]), { embedding: matrixOf(2, 4), attributes: new Int32Array(4) })).toThrow(
      /\[2, 4\].*\[n, 9\]/,
    );
    expect(() => scorePairs(modelOf(["product"]), matrixOf(2, 5), Int32Array.of(0, 1))).toThrow(/\[2, 5\].*\[n, 18\]/);
  });
});

describe("the network's inputs", () => {
  it("can be the attributes alone or the image alone", () => {
    const ends = Int32Array.of(0, 2, 4, 7);
    for (const changes of [{ components: 0 }, { attributeWidth: 0 }]) {
      const model = modelOf(["product", "difference"], changes);
      const bulk = legsInBulk(tf, model, networkItems(items, columns, model.reduction));
      const plain = scorePairs(model, legsOf(model, items), ends);
      scorePairsInBulk(tf, model, bulk, ends).compatibility.forEach((s, p) => {
        expect(s).toBeCloseTo(plain.compatibility[p], 4);
      });
    }
  });

  it("can't be nothing, and a merge must have a name that is known", () => {
    expect(() => siameseConfig({ components: 0, attributeWidth: 0 })).toThrow(RangeError);
    expect(() => siameseConfig({ merges: [] })).toThrow(/merges/);
    expect(() => siameseConfig({ merges: ["sideways" as Merge] })).toThrow(/sideways/);
  });
});

it("a model written and read back scores the same to the last bit", () => {
  const model = modelOf(["product", "concatenation"]);
  const read = loadCompatibility(encodeCompatibility(model));
  const score = (m: CompatibilityModel) => scorePairs(m, legsOf(m, items), pairs);
  expect(score(read)).toEqual(score(model));
  expect(encodeCompatibility(read)).toEqual(encodeCompatibility(model));
});
