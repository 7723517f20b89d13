import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { matrixOf, rowOf } from "@/ml/runtime/matrix";
import { lossAndGradients } from "@/ml/runtime/parameters";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { MERGES, type Merge, siameseConfig } from "@/ml/siamese/config";
import { networkItems, takeItems } from "@/ml/siamese/items";
import { legsInBulk, legsOf } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { encodeCompatibility, loadCompatibility } from "@/ml/siamese/model";
import { initialiseSiamese, legOutputs, setLogits } from "@/ml/siamese/network";
import { scorePairs, scorePairsInBulk } from "@/ml/siamese/score-pairs";
import { scoreSets } from "@/ml/siamese/score-sets";
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
  const hasImage = config.components > 0;
  const hasDescription = config.descriptionComponents > 0;
  const input = { dense: (hasImage ? 6 : 0) + (hasDescription ? 3 : 0), columns: 2, vocabulary: 5 };
  const parameters = initialiseSiamese(rng, input, config);
  for (const { data } of Object.values(parameters))
    data.forEach((v, i) => {
      data[i] = v + 0.1 * drawNormal(rng);
    });
  const reductionTo = (rows: number, d: number) => ({
    mean: new Float32Array(d).fill(0.05),
    directions: matrixOf(
      rows,
      d,
      Float32Array.from({ length: rows * d }, () => drawNormal(rng)),
    ),
    scale: 1.3,
  });
  return {
    columns,
    encoder: { name: "t", version: "1", dimension: 9 },
    config,
    input,
    parameters,
    valuesRead: 2,
    reduction: hasImage ? reductionTo(5, 9) : null,
    descriptionReduction: hasDescription ? reductionTo(2, 4) : null,
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
  moreValues: Int32Array.from([1, 0, 2, 7, 0, 2]),
  description: matrixOf(
    n,
    4,
    Float32Array.from({ length: n * 4 }, (_, at) => (at < 8 ? 0 : drawNormal(rng))),
  ),
};
const pairs = Int32Array.from([0, 1, 2, 3, 4, 5, 1, 7, 8, 8, 9, 10]);
const swapped = Int32Array.from([1, 0, 3, 2, 5, 4, 7, 1, 8, 8, 10, 9]);

it("the legs of some products alone are those that they have among all", () => {
  const model = modelOf(["product"]);
  const all = networkItems(items, model, tf);
  const rows = Int32Array.from([7, 1, 4]);
  const [few, many] = [legsInBulk(tf, model, takeItems(all, rows)), legsInBulk(tf, model, all)];
  rows.forEach((row, i) => {
    expect([...rowOf(few, i)]).toEqual([...rowOf(many, row)]);
  });
});

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
    const bulk = legsInBulk(tf, model, networkItems(items, model, tf));
    bulk.data.forEach((value, at) => {
      expect(value).toBeCloseTo(legs.data[at], 4);
    });
    const [plain, tensor] = [scorePairs(model, legs, pairs), scorePairsInBulk(tf, model, bulk, pairs)];
    plain.compatibility.forEach((score, p) => {
      expect(tensor.compatibility[p]).toBeCloseTo(score, 4);
    });
  });

  it("two legs of a set are a pair, and three score the same in every order", () => {
    const model = modelOf([...merges]);
    const legs = legsOf(model, items);
    const { compatibility } = scorePairs(model, legs, pairs);
    scoreSets(tf, model, legs, pairs, 2).compatibility.forEach((score, p) => {
      expect(score).toBeCloseTo(compatibility[p], 4);
    });
    const orders = scoreSets(tf, model, legs, Int32Array.of(3, 5, 9, 9, 3, 5, 5, 9, 3, 9, 5, 3), 3).compatibility;
    for (const score of orders) expect(score).toBeCloseTo(orders[0], 5);
    const [others] = scoreSets(tf, model, legs, Int32Array.of(3, 5, 8), 3).compatibility;
    expect(Math.abs(others - orders[0])).toBeGreaterThan(1e-4);
  });

  it("a gradient reaches every weight of every member", () => {
    const model = modelOf([...merges]);
    const prepared = networkItems(items, model, tf);
    const input = new StepInput(tf, prepared, model.input);
    const side = (end: number) => pairs.filter((_, at) => at % 2 === end);
    const batch = input.build(
      Array.from({ length: 3 }, () => ({ left: side(0), right: side(1) })),
      null,
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
      ops.logisticLoss(
        setLogits(ops, w, legOutputs(ops, w, batch, model.input, none), batch.sides, none),
        target,
        weight,
      ),
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
    const input = new StepInput(tf, networkItems(items, model), model.input);
    const batch = input.build([{ left: Int32Array.of(3, 3, 3), right: Int32Array.of(4, 5, 3) }], null);
    expect(batch.items).toBe(3);
    expect(batch.dense.shape).toEqual([1, 3, 9]);
  });

  it("is read by all its values in a column, whatever their order after the first", () => {
    const model = modelOf(["product"]);
    const legs = (moreValues: number[]) => legsOf(model, { ...items, moreValues: Int32Array.from(moreValues) });
    const own = (all: ReturnType<typeof legs>, i: number) => rowOf(all, i);
    const [one, two] = [legs([]), legs([1, 0, 2])];
    expect(own(two, 1)).not.toEqual(own(one, 1));
    expect(own(two, 2)).toEqual(own(one, 2));
    const other = legsOf(model, {
      ...items,
      attributes: items.attributes.map((code, at) => (at === 2 ? 2 : code)),
      moreValues: Int32Array.from([1, 0, 1]),
    });
    own(other, 1).forEach((value, h) => {
      expect(value).toBeCloseTo(own(two, 1)[h], 5);
    });
  });

  it("is read by its description", () => {
    const model = modelOf(["product"]);
    const without = legsOf(model, { ...items, description: undefined });
    const withIt = legsOf(model, items);
    expect(rowOf(without, 0)).toEqual(rowOf(withIt, 0));
    expect(rowOf(without, 5)).not.toEqual(rowOf(withIt, 5));
  });

  it("is shown by another of its views, or as unknown, when a step asks for it", () => {
    const model = modelOf(["product"]);
    const prepared = networkItems(items, model);
    const rows = matrixOf(
      2,
      6,
      Float32Array.from({ length: 12 }, (_, at) => 100 + at),
    );
    const start = Int32Array.from({ length: n + 1 }, (_, i) => (i > 3 ? 2 : 0));
    const input = new StepInput(tf, { ...prepared, views: { start, rows } }, model.input);
    const seen = (disturbance: { unknownShare: number; viewShare: number }) => {
      const pair = [{ left: Int32Array.of(3), right: Int32Array.of(4) }];
      return input.build(pair, { rng: rngOf(1), ...disturbance }).dense.dataSync();
    };
    const plain = input.build([{ left: Int32Array.of(3), right: Int32Array.of(4) }], null).dense.dataSync();
    const viewed = seen({ unknownShare: 0, viewShare: 1 });
    expect(viewed[0]).toBeGreaterThanOrEqual(100);
    expect(viewed.subarray(6)).toEqual(plain.subarray(6));
    expect([...seen({ unknownShare: 1, viewShare: 0 })]).toEqual([
      0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1,
    ]);
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
  it("can be the attributes, the image or the description alone", () => {
    const ends = Int32Array.of(0, 2, 4, 7);
    const bare = [
      { components: 0, descriptionComponents: 0 },
      { attributeWidth: 0, descriptionComponents: 0 },
      { components: 0, attributeWidth: 0 },
    ];
    for (const changes of bare) {
      const model = modelOf(["product", "difference"], changes);
      const bulk = legsInBulk(tf, model, networkItems(items, model));
      const plain = scorePairs(model, legsOf(model, items), ends);
      scorePairsInBulk(tf, model, bulk, ends).compatibility.forEach((s, p) => {
        expect(s).toBeCloseTo(plain.compatibility[p], 4);
      });
    }
  });

  it("can't be nothing, and a merge must have a name that is known", () => {
    expect(() => siameseConfig({ components: 0, attributeWidth: 0, descriptionComponents: 0 })).toThrow(RangeError);
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
