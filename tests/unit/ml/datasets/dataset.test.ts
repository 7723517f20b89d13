import { describe, expect, it } from "vitest";
import { DamagedArrays } from "@/ml/artifacts/arrays";
import { encodeAttributes, encodeMoreValues, recodeAttributes, recodeValues } from "@/ml/datasets/attributes";
import {
  decodeCategoryDataset,
  decodeCompatibilityDataset,
  encodeCategoryDataset,
  encodeCompatibilityDataset,
} from "@/ml/datasets/dataset";
import { plantedHouse } from "../planted-house";

const { pairs, categories } = plantedHouse(1, 30);

describe("a frozen dataset", () => {
  it("comes back as it was", () => {
    expect(decodeCompatibilityDataset(encodeCompatibilityDataset(pairs))).toEqual({
      ...pairs,
      queued: new Int32Array(0),
    });
    expect(decodeCategoryDataset(encodeCategoryDataset(categories))).toEqual(categories);
  });

  it("is not taken for the other head's", () => {
    expect(() => decodeCategoryDataset(encodeCompatibilityDataset(pairs))).toThrow(DamagedArrays);
  });

  it.each([
    [
      "a pair of a product that is not there",
      { positives: Int32Array.of(0, 30), positiveWeight: Float32Array.of(1), outfit: Int32Array.of(0) },
      /positives holds 30/,
    ],
    ["as many weights as pairs", { positiveWeight: new Float32Array(2) }, /positiveWeight holds 2/],
    ["a value that the column does not have", { attributes: pairs.attributes.map(() => 9) }, /family holds code 9/],
    ["an embedding that is too short", { encoder: { ...pairs.encoder, dimension: 5 } }, /embedding holds 480/],
  ])("is not written without agreement: %s", (_, change, message) => {
    expect(() => encodeCompatibilityDataset({ ...pairs, ...change })).toThrow(message);
  });

  it("is not written with a category that has no name", () => {
    expect(() => encodeCategoryDataset({ ...categories, classes: ["tops"] })).toThrow(/label holds/);
  });
});

describe("attributes", () => {
  const columns = [
    { name: "colour", values: ["", "red", "blue"] },
    { name: "fabric", values: ["", "wool"] },
  ];

  it("are encoded by value; what is unknown, missing or empty is 0", () => {
    const rows = [{ colour: ["blue"], fabric: ["wool"] }, { colour: ["green"], fabric: undefined }, {}];
    expect([...encodeAttributes(columns, rows)]).toEqual([2, 1, 0, 0, 0, 0]);
  });

  it("keep their second and later values apart, where the first is known", () => {
    const rows = [{ colour: ["blue", "red", "green"] }, { colour: ["green", "red"] }, { fabric: ["wool", "wool"] }];
    expect([...encodeMoreValues(columns, rows)]).toEqual([0, 0, 1, 2, 1, 1]);
    const other = [{ name: "colour", values: ["", "red"] }];
    expect([...recodeValues(Int32Array.of(0, 0, 1, 2, 1, 1), columns, other)]).toEqual([0, 0, 1]);
  });

  it("move to the columns of another dataset by name and value", () => {
    const other = [
      { name: "fabric", values: ["", "silk", "wool"] },
      { name: "cut", values: ["", "wide"] },
      { name: "colour", values: ["", "blue"] },
    ];
    expect([...recodeAttributes(Int32Array.of(2, 1, 1, 0), columns, other)]).toEqual([2, 0, 1, 0, 0, 0]);
  });
});
