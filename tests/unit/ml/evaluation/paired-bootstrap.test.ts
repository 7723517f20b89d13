import { describe, expect, it } from "vitest";
import { bootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { pairedBootstrap } from "@/ml/evaluation/paired-bootstrap";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

/** Questions in clusters of three; both scorers share each question's difficulty, the first is `gain` better. */
function scorersOf(seed: number, gain: number) {
  const rng = rngOf(seed);
  const cluster = Int32Array.from({ length: 240 }, (_, q) => Math.floor(q / 3));
  const difficulty = Array.from({ length: 80 }, () => drawNormal(rng));
  const champion = Float32Array.from(cluster, (c) => difficulty[c] + 0.1 * drawNormal(rng));
  const challenger = Float32Array.from(cluster, (c) => difficulty[c] + gain + 0.1 * drawNormal(rng));
  return { cluster, champion: weightedMean(champion), challenger: weightedMean(challenger) };
}

describe("the difference of two scorers on the same questions", () => {
  it("shows where their own intervals overlap", () => {
    const { cluster, champion, challenger } = scorersOf(3, 0.1);
    const difference = pairedBootstrap(cluster, challenger, champion, 1);
    expect(difference.value).toBeCloseTo(0.1, 1);
    expect(difference.lower).toBeGreaterThan(0);
    expect(difference.chanceNotBetter).toBeLessThan(0.01);
    const [first, second] = [challenger, champion].map((statistic) => bootstrapFigure(cluster, statistic, 1));
    expect(first.lower).toBeLessThan(second.upper);
  });

  it("covers zero about 95 times in 100 when there is none", () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { cluster, champion, challenger } = scorersOf(seed, 0);
      const { lower, upper } = pairedBootstrap(cluster, challenger, champion, seed, 200);
      if (lower <= 0 && upper >= 0) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.89);
  });

  it("turns round with the scorers, and is nothing between one and itself", () => {
    const { cluster, champion, challenger } = scorersOf(5, 0.05);
    const [forth, back] = [
      pairedBootstrap(cluster, challenger, champion, 7),
      pairedBootstrap(cluster, champion, challenger, 7),
    ];
    expect(back.value).toBeCloseTo(-forth.value, 12);
    expect(pairedBootstrap(cluster, champion, champion, 7)).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(pairedBootstrap(cluster, champion, champion, 7).chanceNotBetter).toBe(1);
  });
});
