import { describe, expect, it } from "vitest";
import { bootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { countedBootstrapFigure, drawBinomial, drawMultinomial } from "@/ml/evaluation/counted-bootstrap";
import { krippendorffAlpha } from "@/ml/evaluation/krippendorff";
import { rngOf } from "@/ml/runtime/seed";

const moments = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
};

describe("a binomial number", () => {
  it.each([
    [12, 0.3],
    [500, 0.02],
    [90_000, 0.7],
  ])("of %i draws with chance %d has the mean and the spread that it should", (n, p) => {
    const rng = rngOf(3);
    const { mean, variance } = moments(Array.from({ length: 4_000 }, () => drawBinomial(rng, n, p)));
    const spread = n * p * (1 - p);
    // Four standard errors of a mean and of a variance over 4,000 draws.
    expect(Math.abs(mean - n * p)).toBeLessThan(4 * Math.sqrt(spread / 4_000));
    expect(Math.abs(variance / spread - 1)).toBeLessThan(4 * Math.sqrt(2.2 / 4_000));
  });

  it("is none or all where the chance is", () => {
    expect([drawBinomial(rngOf(1), 1_000, 0), drawBinomial(rngOf(1), 1_000, 1)]).toEqual([0, 1_000]);
  });
});

it("kinds that are drawn add up, and one that is not there is never drawn", () => {
  const rng = rngOf(5);
  for (let i = 0; i < 200; i++) {
    const drawn = [...drawMultinomial(rng, 10_000, [700, 0, 200, 100])];
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect(drawn[1]).toBe(0);
  }
});

it("the interval is that of drawing every example by itself", () => {
  const kinds = [
    [0, 0],
    [0, 1],
    [1, 1],
  ];
  const counts = [600, 150, 250];
  const each = counts.flatMap((count, kind) => Array<number[]>(count).fill(kinds[kind]!));
  const slow = bootstrapFigure([...each.keys()], krippendorffAlpha(each), 1, 2_000);
  const fast = countedBootstrapFigure(counts, krippendorffAlpha(kinds), 1, 2_000);
  expect(fast.value).toBeCloseTo(slow.value, 5);
  expect(fast.n).toBe(1_000);
  expect(fast.lower).toBeCloseTo(slow.lower, 2);
  expect(fast.upper).toBeCloseTo(slow.upper, 2);
});

it("refuses half an example", () => {
  expect(() => countedBootstrapFigure([1.5], weightedMean([1]), 1)).toThrow(/counts are whole/);
});
