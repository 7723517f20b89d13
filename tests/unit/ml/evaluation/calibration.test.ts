import { describe, expect, it } from "vitest";
import { bootstrapFigure, centredBootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { expectedCalibrationError, fitTemperature, reweightedCalibrationError } from "@/ml/evaluation/calibration";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { binaryEntropy, ensembleLoss, summariseMembers } from "@/ml/siamese/summarise";

describe("the calibration error", () => {
  it("is the mean gap between confidence and frequency over equal bins", () => {
    // Two bins of two: .2 against 0, .8 against 1.
    expect(expectedCalibrationError([0.1, 0.3, 0.7, 0.9], [0, 0, 1, 1], 2)).toBeCloseTo(0.2, 12);
    expect(expectedCalibrationError([0.5, 0.5], [1, 0], 1)).toBe(0);
    expect(expectedCalibrationError([], [])).toBeNaN();
  });

  it("counts an example as often as its weight says", () => {
    const weighted = reweightedCalibrationError([0.1, 0.3, 0.8], [0, 1, 1], 2)(Float32Array.of(2, 1, 3));
    // Bins of weight 3: .1, .1, .3 against 0, 0, 1, and .8 against 1.
    expect(weighted).toBeCloseTo((0.5 + 0.6) / 6, 6);
  });

  it("has an interval that holds it, though resampling makes it larger", () => {
    const rng = rngOf(2);
    const probabilities = Float32Array.from({ length: 400 }, () => rng());
    const outcomes = probabilities.map((p) => (rng() < p ? 1 : 0));
    const cluster = outcomes.map((_, i) => i);
    const figure = centredBootstrapFigure(cluster, reweightedCalibrationError(probabilities, outcomes), 1);
    expect(figure.value).toBeCloseTo(expectedCalibrationError(probabilities, outcomes), 12);
    expect(figure.lower).toBeGreaterThanOrEqual(0);
    expect(figure.lower).toBeLessThan(figure.value);
    expect(figure.upper).toBeGreaterThan(figure.value);
  });
});

describe("the temperature", () => {
  it("undoes a factor that was put on the logits", () => {
    const rng = rngOf(1);
    const truth = Array.from({ length: 20_000 }, () => 1.5 * drawNormal(rng));
    const targets = Float32Array.from(truth, (z) => (rng() < 1 / (1 + Math.exp(-z)) ? 1 : 0));
    const shown = Float32Array.from(truth, (z) => 3 * z);
    const weights = new Float32Array(truth.length).fill(1);
    expect(fitTemperature((t) => ensembleLoss(shown, 1, targets, weights, t))).toBeCloseTo(3, 0);
  });
});

describe("what members say together", () => {
  it("is their mean, and their disagreement in nats", () => {
    const certain = 40;
    // First pair: both say even. Second: one says yes, one says no.
    const { compatibility, mutualInformation } = summariseMembers(Float32Array.of(0, certain, 0, -certain), 2, 1);
    expect([...compatibility]).toEqual([0.5, 0.5]);
    expect(mutualInformation[0]).toBeCloseTo(0, 6);
    expect(mutualInformation[1]).toBeCloseTo(Math.log(2), 6);
    expect(binaryEntropy(0)).toBe(0);
  });
});

describe("an interval", () => {
  it("covers the true mean about 95 times in 100, drawn over clusters", () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const rng = rngOf(seed);
      const cluster = Int32Array.from({ length: 180 }, (_, i) => Math.floor(i / 3));
      const shift = Array.from({ length: 60 }, () => drawNormal(rng));
      const values = Float32Array.from(cluster, (c) => shift[c] + 0.3 * drawNormal(rng));
      const { lower, upper, n } = bootstrapFigure(cluster, weightedMean(values), seed);
      expect(n).toBe(180);
      if (lower <= 0 && upper >= 0) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.88);
  });

  it("is the same for the same seed and holds the value", () => {
    const values = Float32Array.from({ length: 50 }, (_, i) => i % 3);
    const draw = () =>
      bootstrapFigure(
        values.map((_, i) => i),
        weightedMean(values),
        4,
      );
    expect(draw()).toEqual(draw());
    expect(draw().lower).toBeLessThan(draw().value);
    expect(draw().upper).toBeGreaterThan(draw().value);
  });
});
