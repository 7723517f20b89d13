import { describe, expect, it } from "vitest";
import { EarlyStopping, standardErrorOfArea } from "@/ml/siamese/early-stopping";

const decide = (stopping: EarlyStopping, scores: number[]) => scores.map((score, i) => stopping.offer(i + 1, score));

describe("which round of a training counts", () => {
  it("a lucky early round does not beat later ones that the validation can't tell from it", () => {
    expect(decide(new EarlyStopping(0.05, 3), [0.55, 0.51, 0.52, 0.53, 0.52])).toEqual(Array(5).fill("keep"));
  });

  it("without slack only a round as good as the best is kept, and patience ends the training", () => {
    expect(decide(new EarlyStopping(0, 2), [0.6, 0.65, 0.64, 0.63])).toEqual(["keep", "keep", "pass", "stop"]);
  });

  it("clearly worse rounds are passed over even within patience, and a better one is kept again", () => {
    expect(decide(new EarlyStopping(0.02, 3), [0.7, 0.6, 0.61, 0.72])).toEqual(["keep", "pass", "pass", "keep"]);
  });

  it("the slack is the standard error of an area: large on few pairs, small on many", () => {
    const target = (n: number) => Float32Array.from({ length: n }, (_, i) => i % 2);
    expect(standardErrorOfArea(target(100))).toBeCloseTo(0.058, 3);
    expect(standardErrorOfArea(target(10_000))).toBeCloseTo(0.0058, 4);
  });
});
