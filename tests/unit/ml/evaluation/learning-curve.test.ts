import { describe, expect, it } from "vitest";
import { type CurveSample, fitLearningCurve, forecastLabels, qualityAt } from "@/ml/evaluation/learning-curve";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const truth = { ceiling: 0.85, gap: 2, rate: 0.4 };
const stops = [0, 300, 1_000, 3_000, 6_000, 10_000];
const sample = (labels: number, value: number, half = 0.004): CurveSample => ({
  labels,
  quality: { value, lower: value - half, upper: value + half, n: 500 },
});
const exact = stops.map((labels) => sample(labels, qualityAt(truth, labels)));

describe("the learning curve", () => {
  it("goes through what was measured, and on to where it leads", () => {
    const curve = fitLearningCurve(exact)!;
    for (const { labels, quality } of exact) expect(qualityAt(curve, labels)).toBeCloseTo(quality.value, 2);
    expect(curve.ceiling).toBeCloseTo(0.85, 1);
    expect(qualityAt(curve, 20_000)).toBeCloseTo(qualityAt(truth, 20_000), 2);
  });

  it("is not drawn through two numbers of labels, nor where nothing grows", () => {
    expect(fitLearningCurve(exact.slice(0, 2))).toBeNull();
    expect(fitLearningCurve([exact[0]!, exact[1]!, exact[1]!])).toBeNull();
    expect(fitLearningCurve(stops.map((labels, i) => sample(labels, 0.8 - i * 0.01)))).toBeNull();
    expect(forecastLabels(exact.slice(0, 2), 0.8, 1)).toBeNull();
  });

  it("never promises more than 1", () => {
    const steep = stops.map((labels, i) => sample(labels, 0.5 + 0.09 * i));
    expect(fitLearningCurve(steep)!.ceiling).toBeLessThanOrEqual(1);
  });

  it("listens more to what was measured well", () => {
    const odd = [...exact, sample(10_000, 0.6, 0.3)];
    expect(qualityAt(fitLearningCurve(odd)!, 10_000)).toBeCloseTo(qualityAt(truth, 10_000), 2);
  });
});

describe("the forecast", () => {
  it("finds how many labels a target takes, with an interval that holds it", () => {
    const target = qualityAt(truth, 15_000);
    const { labels, lower, upper } = forecastLabels(exact, target, 1)!;
    expect(Math.abs(labels! - 15_000)).toBeLessThan(4_000);
    expect(lower!).toBeLessThan(15_000);
    expect(upper === null || upper > 15_000).toBe(true);
    expect(forecastLabels(exact, target, 1)).toEqual(forecastLabels(exact, target, 1));
  });

  it("says that a target is out of reach", () => {
    expect(forecastLabels(exact, 0.99, 1)).toMatchObject({ labels: null, upper: null });
    expect(forecastLabels(exact, 0.99, 1)!.chanceNever).toBeGreaterThan(0.9);
  });

  it("covers the truth about as often as it says, for a target near by", () => {
    const target = qualityAt(truth, 12_000);
    let covered = 0;
    const rounds = 20;
    for (let round = 0; round < rounds; round++) {
      const rng = rngOf(round);
      const noisy = exact.map(({ labels, quality }) =>
        sample(labels, quality.value + (0.004 / 1.96) * drawNormal(rng)),
      );
      const { lower, upper } = forecastLabels(noisy, target, round) ?? { lower: null, upper: null };
      if (lower !== null && lower <= 12_000 && (upper === null || upper >= 12_000)) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.85);
  });
});
