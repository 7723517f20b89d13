import { describe, expect, it } from "vitest";
import { krippendorffAlpha } from "@/ml/evaluation/krippendorff";
import { drawIndex, rngOf } from "@/ml/runtime/seed";

const alpha = (verdicts: number[][], weights = verdicts.map(() => 1)) =>
  krippendorffAlpha(verdicts)(Float32Array.from(weights));

describe("Krippendorff's alpha", () => {
  it("is the disagreement against chance, worked out by hand", () => {
    // Pairs within units: 0-0, 0-1, 1-1, so 2 of 6 ordered pairs differ; of 6 values 3 are each code: chance 18 of 30.
    expect(
      alpha([
        [0, 0],
        [0, 1],
        [1, 1],
      ]),
    ).toBeCloseTo(1 - 2 / 6 / (18 / 30), 12);
  });

  it("is one in full agreement and about nought when everybody guesses", () => {
    expect(
      alpha([
        [0, 0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toBe(1);
    const rng = rngOf(1);
    const guesses = Array.from({ length: 4_000 }, () => [drawIndex(rng, 2), drawIndex(rng, 2), drawIndex(rng, 2)]);
    expect(Math.abs(alpha(guesses))).toBeLessThan(0.03);
  });

  it("does not hear units that one person alone has judged", () => {
    expect(alpha([[0, 0], [0, 1], [1, 1], [1], [0], []])).toBe(
      alpha([
        [0, 0],
        [0, 1],
        [1, 1],
      ]),
    );
  });

  it("counts a unit as often as its weight says", () => {
    expect(
      alpha(
        [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
        [2, 1, 3],
      ),
    ).toBeCloseTo(
      alpha([
        [0, 0],
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      12,
    );
  });

  it("is no number where there is nothing to disagree on", () => {
    expect(
      alpha([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNaN();
    expect(alpha([])).toBeNaN();
    expect(() => alpha([[0, -1]])).toThrow("a verdict is -1");
  });
});
