import { describe, expect, it } from "vitest";
import { answersTo, areaUnder, figuresOfArms } from "@/tests/bench/acquisition/compare";
import { acquisitionOptions } from "@/tests/bench/acquisition/options";
import { spread } from "@/tests/bench/arms/spread";

const curve = (...points: [asked: number, auc: number][]) => points.map(([asked, auc]) => ({ asked, auc }));

describe("a learning curve", () => {
  it("has the mean height of its trapezoids, however its stops are spaced", () => {
    expect(areaUnder(curve([0, 0.5], [100, 0.7], [400, 0.7]))).toBeCloseTo((0.6 * 100 + 0.7 * 300) / 400, 12);
  });

  it("reaches a height between its stops, at once, or not before its end", () => {
    const rising = curve([0, 0.6], [200, 0.7], [1_000, 0.8]);
    expect(answersTo(rising, 0.65)).toBeCloseTo(100, 9);
    expect(answersTo(rising, 0.55)).toBe(0);
    expect(answersTo(rising, 0.9)).toBe(1_000);
  });
});

describe("arms on the same seeds", () => {
  it("are compared seed by seed, so that what a seed is worth cancels out", () => {
    const seeds = [0.5, 0.6, 0.7];
    const arms = new Map([
      ["random", seeds.map((start) => curve([0, start], [100, start + 0.1]))],
      ["better", seeds.map((start) => curve([0, start], [50, start + 0.14], [100, start + 0.2]))],
    ]);
    const figures = figuresOfArms("house", arms, "random");
    const named = (text: string) => figures.find(({ name }) => name.includes(text))!;
    expect(named("better · area against random").value).toBeCloseTo(0.07, 12);
    expect(named("better · area against random").unit).toContain("0.0700 to 0.0700");
    expect(named("better · half the answers against all of random").value).toBeCloseTo(0.04, 12);
    expect(named("better · answers for what random reaches at 100").value).toBeCloseTo((50 * 0.1) / 0.14, 9);
  });

  it("have a Student interval, and are not made up for a number of seeds that has none", () => {
    expect(spread([1, 2, 3]).half).toBeCloseTo(4.303 / Math.sqrt(3), 6);
    expect(() => spread([1])).toThrow(RangeError);
  });
});

it("a word that means nothing is refused", () => {
  expect(() => acquisitionOptions(["pears"])).toThrow(/does not know pears/);
  expect(() => acquisitionOptions(["--ful"])).toThrow(/does not know ful/);
  expect(acquisitionOptions(["pairs", "--seeds=3"])).toMatchObject({ parts: new Set(["pairs"]), seeds: [1, 2, 3] });
  expect(acquisitionOptions(["pairs", "--seeds=2", "--from=11"]).seeds).toEqual([11, 12]);
});
