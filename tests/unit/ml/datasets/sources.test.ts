import { describe, expect, it } from "vitest";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { DEFAULT_NOISE, sourceNoise, wilsonInterval } from "@/ml/datasets/sources";
import { siameseConfig } from "@/ml/siamese/config";
import { prepareCompatibility } from "@/ml/siamese/prepare";
import { plantedHouse, SMALL } from "../planted-house";

/** The planted house, its first `noisy` pairs out of session logs; `verdicts` judge pairs 0, 1, 2 … of them. */
function withSessions(noisy: number, verdicts: number[]): CompatibilityDataset {
  const { pairs } = plantedHouse(3);
  const p = pairs.positives.length / 2;
  return {
    ...pairs,
    sources: [
      { name: "stylists", kind: "outfits" },
      { name: "sessions", kind: "behaviour" },
    ],
    positiveSource: Int32Array.from({ length: p }, (_, at) => (at < noisy ? 1 : 0)),
    judged: pairs.positives.slice(0, 2 * verdicts.length),
    judgedY: Float32Array.from(verdicts),
    judgedWeight: new Float32Array(verdicts.length).fill(1),
  };
}

describe("the noise of a source", () => {
  it("is the stated default where no pair of it was judged", () => {
    const [stylists, sessions] = sourceNoise(withSessions(100, []));
    expect(stylists).toEqual({ name: "stylists", rate: DEFAULT_NOISE.outfits, lower: 0, upper: 1, judged: 0 });
    expect(sessions.rate).toBe(DEFAULT_NOISE.behaviour);
  });

  it("comes near to what judges say, the more of them the nearer", () => {
    const say = (n: number) =>
      sourceNoise(
        withSessions(
          600,
          Array.from({ length: n }, (_, j) => (j % 4 === 0 ? 0 : 1)),
        ),
      )[1];
    const [few, many] = [say(20), say(400)];
    expect(Math.abs(many.rate - 0.25)).toBeLessThan(Math.abs(few.rate - 0.25));
    expect(many.rate).toBeCloseTo(0.25, 1);
    expect(many.judged).toBe(400);
    expect(many.lower).toBeLessThan(0.25);
    expect(many.upper).toBeGreaterThan(0.25);
    expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower);
  });

  it("is told on the card with its interval", () => {
    const { notes } = prepareCompatibility(withSessions(600, [1, 0, 1, 1]), siameseConfig(SMALL), 1);
    expect(notes.join(" ")).toMatch(
      /Pairs of sessions weigh 0\.\d\d: .* 4 judged pairs among them say 0\.\d\d to 0\.\d\d/,
    );
  });
});

describe("a source's weight", () => {
  it("is one minus its noise in training", () => {
    const { positives } = prepareCompatibility(withSessions(600, []), siameseConfig(SMALL), 1);
    const weights = new Set(Array.from(positives.weight, (w) => w.toFixed(3)));
    expect(weights).toEqual(
      new Set([(1 - DEFAULT_NOISE.outfits).toFixed(3), (1 - DEFAULT_NOISE.behaviour).toFixed(3)]),
    );
  });

  it("is nothing once the source is switched off, and so are the labels", () => {
    const dataset = withSessions(600, [1, 0, 1, 1, 0, 1]);
    const all = prepareCompatibility(dataset, siameseConfig(SMALL), 1);
    const without = prepareCompatibility(dataset, siameseConfig({ ...SMALL, without: ["sessions", "judged"] }), 1);
    expect(all.judged.weight.length).toBeGreaterThan(0);
    expect(without.judged.weight.length).toBe(0);
    expect(without.positives.weight.length).toBeLessThan(all.positives.weight.length);
    expect(new Set(without.positives.weight).size).toBe(1);
  });

  it("can't be switched off by a name that no source has", () => {
    expect(() =>
      prepareCompatibility(withSessions(9, []), siameseConfig({ ...SMALL, without: ["basket"] }), 1),
    ).toThrow(/basket.*stylists, sessions, judged/);
  });
});

it("an interval for a share holds it, and is everything for none of none", () => {
  expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 });
  const { lower, upper } = wilsonInterval(3, 10);
  expect(lower).toBeCloseTo(0.108, 3);
  expect(upper).toBeCloseTo(0.603, 3);
});
