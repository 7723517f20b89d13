import { describe, expect, it } from "vitest";
import { calibrateAnswers, errorProbability, type FlagAnswer } from "@/ml/label-errors/answer-calibration";
import { lowerAmbiguousPairs, type PairAnswer, pairAmbiguity } from "@/ml/label-errors/pair-ambiguity";
import type { Suspect } from "@/ml/label-errors/suspects";
import { rngOf } from "@/ml/runtime/seed";

/** Reviews whose true chance of an error is `truth` of the score. */
function drawAnswers(count: number, truth: (score: number) => number): FlagAnswer[] {
  const rng = rngOf(count);
  return Array.from({ length: count }, () => {
    const score = rng();
    return { score, wasError: rng() < truth(score) };
  });
}

describe("the answers of reviewers", () => {
  it("leave a score as it is while there are none", () => {
    const none = calibrateAnswers([]);
    for (const score of [0.01, 0.3, 0.97]) expect(errorProbability(none, score)).toBeCloseTo(score, 6);
  });

  it("turn scores that promise too much into the share of errors that reviewers found", () => {
    const calibration = calibrateAnswers(drawAnswers(4_000, (score) => 0.5 * score));
    expect(errorProbability(calibration, 0.5)).toBeCloseTo(0.25, 1);
    expect(errorProbability(calibration, 0.9)).toBeCloseTo(0.45, 1);
    expect(calibration.answers).toBe(4_000);
  });

  it("move a score the further the more of them there are", () => {
    const kept = (count: number) =>
      errorProbability(calibrateAnswers(new Array<FlagAnswer>(count).fill({ score: 0.9, wasError: false })), 0.9);
    expect(kept(1)).toBeLessThan(0.9);
    expect(kept(10)).toBeLessThan(kept(1));
    expect(kept(100)).toBeLessThan(0.15);
    expect(kept(100)).toBeGreaterThan(0);
  });

  it("never make a larger score the less likely error, even where the answers say so", () => {
    const upsideDown = calibrateAnswers(drawAnswers(500, (score) => 1 - score));
    expect(errorProbability(upsideDown, 0.9)).toBeGreaterThanOrEqual(errorProbability(upsideDown, 0.1));
  });

  it("refuse a score that is no probability", () => {
    expect(() => calibrateAnswers([{ score: 1.2, wasError: true }])).toThrow(/1\.2/);
    expect(() => errorProbability(calibrateAnswers([]), Number.NaN)).toThrow(RangeError);
  });
});

describe("two categories that reviewers often let stand", () => {
  const answers = (given: number, proposed: number, outcome: PairAnswer["outcome"], count: number): PairAnswer[] =>
    new Array<PairAnswer>(count).fill({ given, proposed, outcome });
  const past = [
    ...answers(0, 1, "ambiguous", 10),
    ...answers(1, 0, "keep", 10),
    ...answers(2, 3, "error", 20),
    ...answers(2, 4, "keep", 1),
  ];
  const factor = pairAmbiguity(past);

  it("lower the odds of their flags, in both directions alike", () => {
    expect(factor(0, 1)).toBeLessThan(0.35);
    expect(factor(1, 0)).toBe(factor(0, 1));
    expect(factor(0, 1)).toBeGreaterThanOrEqual(0.1);
  });

  it("leave other pairs alone, and need more than one answer", () => {
    expect(factor(2, 3)).toBe(1);
    expect(factor(5, 6)).toBe(1);
    expect(factor(2, 4)).toBeGreaterThan(0.7);
    expect(pairAmbiguity([])(0, 1)).toBe(1);
  });

  it("sink below a surer flag of the same score, which keeps its own", () => {
    const suspect = (product: number, given: number, proposed: number, score: number): Suspect => ({
      product,
      given,
      proposed,
      score,
      givenProbability: 1 - score,
      proposedProbability: score,
      neighbours: [],
      reasons: [],
    });
    const ranked = lowerAmbiguousPairs([suspect(1, 0, 1, 0.9), suspect(2, 2, 3, 0.9), suspect(3, 5, 6, 0.8)], factor);
    expect(ranked.map(({ product }) => product)).toEqual([2, 3, 1]);
    expect(ranked[0].score).toBeCloseTo(0.9, 9);
    expect(ranked[2].score).toBeCloseTo((factor(0, 1) * 9) / (factor(0, 1) * 9 + 1), 9);
  });
});
