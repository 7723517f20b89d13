import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bootstrapFigure, drawStatistic, quantile, weightedMean } from "@/ml/evaluation/bootstrap";
import { expectedCalibrationError } from "@/ml/evaluation/calibration";
import { krippendorffAlpha } from "@/ml/evaluation/krippendorff";

/** Written down from other programs; the file names which. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../fixtures/statistics/reference.json"), "utf8"),
) as {
  alpha: { units: number[][]; value: number };
  calibration: { probabilities: number[]; outcomes: number[]; value: number };
  mean: { values: number[]; lower: number; upper: number; standardError: number };
};

const alpha = (units: number[][]) => krippendorffAlpha(units)(new Float32Array(units.length).fill(1));
/** Rows of observers as units: "." where someone said nothing, letters and digits as codes. */
const unitsOf = (...rows: string[]): number[][] =>
  Array.from({ length: rows[0]!.length }, (_, u) =>
    rows.flatMap((row) => (row[u] === "." ? [] : [Number.parseInt(row[u]!, 36)])),
  );
const places = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe("figures that others have worked out before us", () => {
  it("alpha: the worked examples B, C and D of Krippendorff, Computing Krippendorff's alpha-reliability (2011)", () => {
    expect(alpha(unitsOf("0100000010", "1110010000"))).toBeCloseTo(0.095, 3);
    expect(alpha(unitsOf("aabbdcccedda", "babbbccceddd"))).toBeCloseTo(0.692, 3);
    const four = unitsOf("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
    expect(alpha(four)).toBeCloseTo(0.743, 3);
  });

  it("alpha: sixty units of three with a third missing, as the package krippendorff has it", () => {
    expect(alpha(reference.alpha.units)).toBeCloseTo(reference.alpha.value, 9);
  });

  it("calibration error: fifteen bins of equal numbers, as the package uncertainty-calibration has it", () => {
    const { probabilities, outcomes, value } = reference.calibration;
    expect(expectedCalibrationError(probabilities, outcomes, 15)).toBeCloseTo(value, 6);
  });

  it("bootstrap: the interval of a mean, as scipy has it", () => {
    const { values, lower, upper, standardError } = reference.mean;
    const figure = bootstrapFigure(places(values.length), weightedMean(values), 1, 20_000);
    expect(Math.abs(figure.lower - lower)).toBeLessThan(standardError * 0.06);
    expect(Math.abs(figure.upper - upper)).toBeLessThan(standardError * 0.06);
  });

  it("bootstrap: the fifteen law schools of Efron and Tibshirani (1993, table 3.1 and chapter 6)", () => {
    const lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
    const gpa = [3.39, 3.3, 2.81, 3.03, 3.44, 3.07, 3.0, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];
    const correlation = (weights: ArrayLike<number>) => {
      const mean = (of: number[]) => weightedMean(of)(Float32Array.from(weights));
      const [x, y] = [mean(lsat), mean(gpa)];
      const moment = (a: number[], p: number, b: number[], q: number) => mean(a.map((v, i) => (v - p) * (b[i]! - q)));
      return moment(lsat, x, gpa, y) / Math.sqrt(moment(lsat, x, lsat, x) * moment(gpa, y, gpa, y));
    };
    const draws = drawStatistic(places(15), correlation, 1, 5_000);
    const centre = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const error = Math.sqrt(draws.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (draws.length - 1));
    expect(correlation(new Float32Array(15).fill(1))).toBeCloseTo(0.776, 3);
    // The book's estimates settle at .132 from 1,600 draws on; scipy's percentiles of 20,000 are .462 and .963.
    expect(error).toBeCloseTo(0.132, 2);
    expect(Math.abs(quantile(draws, 0.025) - 0.462)).toBeLessThan(0.02);
    expect(Math.abs(quantile(draws, 0.975) - 0.963)).toBeLessThan(0.01);
  });
});
