import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  averagePrecision,
  fillInTheBlank,
  reweightedArea,
  reweightedPrecision,
} from "@/ml/evaluation/ranking";

describe("the area under the curve", () => {
  it("is the share of positive-negative pairs in the right order", () => {
    // Positives score .9, .4 and negatives .7, .3, .1: five of the six pairs stand right.
    expect(areaUnderCurve([0.9, 0.7, 0.4, 0.3, 0.1], [1, 0, 1, 0, 0])).toBeCloseTo(5 / 6, 10);
  });

  it("counts a tie as half", () => {
    expect(areaUnderCurve([0.5, 0.5, 0.5], [1, 0, 0])).toBe(0.5);
    expect(areaUnderCurve([0.8, 0.5, 0.5], [1, 0, 1])).toBe(0.75);
  });

  it("counts an example as often as its weight says", () => {
    const [scores, targets, weights] = [
      [0.9, 0.7, 0.4, 0.3],
      [1, 0, 1, 0],
      [2, 1, 1, 3],
    ];
    const repeated = areaUnderCurve([0.9, 0.9, 0.7, 0.4, 0.3, 0.3, 0.3], [1, 1, 0, 1, 0, 0, 0]);
    expect(areaUnderCurve(scores, targets, weights)).toBeCloseTo(repeated, 12);
    expect(reweightedArea(scores, targets)(weights)).toBeCloseTo(repeated, 12);
  });

  it("is not a number when one kind is missing", () => {
    expect(areaUnderCurve([0.1, 0.2], [1, 1])).toBeNaN();
    expect(areaUnderCurve([], [])).toBeNaN();
  });
});

describe("average precision", () => {
  it("is the mean precision at each positive", () => {
    // Ranks 1 and 3 of four are positive: (1/1 + 2/3) / 2.
    expect(averagePrecision([0.9, 0.8, 0.7, 0.1], [1, 0, 1, 0])).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it("counts an example as often as its weight says", () => {
    const weighted = reweightedPrecision([0.9, 0.7, 0.4], [1, 0, 1])([2, 3, 1]);
    expect(weighted).toBeCloseTo((1 + 1 + 3 / 6) / 3, 12);
    // The two first ones are one run: a tie shares its precision.
    expect(weighted).toBeCloseTo(averagePrecision([0.9, 0.9, 0.7, 0.7, 0.7, 0.4], [1, 1, 0, 0, 0, 1]), 12);
  });

  it("does not depend on the order of tied scores", () => {
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBe(0.25);
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [0, 0, 0, 1])).toBe(0.25);
  });
});

describe("fill in the blank", () => {
  it("is the share of questions won, a tie at the top counted by its size", () => {
    expect(fillInTheBlank([0.9, 0.1, 0.2, 0.3, 0.4, 0.4, 0.1, 0.2, 0.1, 0.2, 0.3, 0.4], 4)).toBeCloseTo(
      (1 + 0.5 + 0) / 3,
      12,
    );
  });
});
