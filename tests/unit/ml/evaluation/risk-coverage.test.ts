import { describe, expect, it } from "vitest";
import { riskCoverage, riskCoverageArea } from "@/ml/evaluation/risk-coverage";

const once = (n: number) => new Float32Array(n).fill(1);

describe("the risk-coverage curve", () => {
  it("is the mean loss of the most confident part", () => {
    const { coverage, risk } = riskCoverage([0.9, 0.2, 0.6, 0.4], [0, 1, 0, 1]);
    expect([...coverage]).toEqual([0.25, 0.5, 0.75, 1]);
    expect([...risk]).toEqual([0, 0, 1 / 3, 1 / 2]);
  });

  it("has one point for equal confidences", () => {
    const { coverage, risk } = riskCoverage([0.9, 0.5, 0.5], [0, 1, 0]);
    expect([...coverage]).toEqual([1 / 3, 1]);
    expect([...risk]).toEqual([0, 1 / 3]);
  });
});

describe("its area", () => {
  it("is the plain mean loss when the confidence says nothing", () => {
    expect(riskCoverageArea([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])(once(4))).toBeCloseTo(0.25, 12);
  });

  it("is smaller when the errors come last and larger when they come first", () => {
    const loss = [0, 0, 0, 1];
    const last = riskCoverageArea([4, 3, 2, 1], loss)(once(4));
    const first = riskCoverageArea([1, 2, 3, 4], loss)(once(4));
    expect(last).toBeLessThan(0.25);
    expect(first).toBeGreaterThan(0.25);
    // The error alone: 1 over the first quarter, then 1 / (4 t) over the rest.
    expect(first).toBeCloseTo(0.25 + Math.log(4) / 4, 12);
  });

  it("counts an example as often as its weight says", () => {
    const weighted = riskCoverageArea([3, 2, 1], [0, 1, 0])(Float32Array.of(1, 2, 3));
    const repeated = riskCoverageArea([3, 2, 2, 1, 1, 1], [0, 1, 1, 0, 0, 0])(once(6));
    expect(weighted).toBeCloseTo(repeated, 12);
  });

  it("is no number without an example, and refuses lists that differ", () => {
    expect(riskCoverageArea([], [])(once(0))).toBeNaN();
    expect(() => riskCoverageArea([1, 2], [0])).toThrow("confidence is [2], loss is [1]");
  });
});
