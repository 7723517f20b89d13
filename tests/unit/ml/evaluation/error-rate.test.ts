import { describe, expect, it } from "vitest";
import { estimateErrorRate, type RandomLook } from "@/ml/evaluation/error-rate";
import { rngOf } from "@/ml/runtime/seed";

const looks = (wrong: number, right: number, propensity = 0.1): RandomLook[] => [
  ...Array.from({ length: wrong }, () => ({ isWrong: true, propensity })),
  ...Array.from({ length: right }, () => ({ isWrong: false, propensity })),
];

describe("the error rate of a catalogue", () => {
  it("is the plain share with Wilson's interval where every product had the same chance", () => {
    const estimate = estimateErrorRate(looks(13, 399))!;
    expect(estimate.rate).toBeCloseTo(13 / 412, 12);
    expect(estimate.low).toBeCloseTo(0.01853, 4);
    expect(estimate.high).toBeCloseTo(0.05322, 4);
    expect(estimate.effective).toBeCloseTo(412, 6);
  });

  it("does not claim to be sure after looks that found nothing", () => {
    const estimate = estimateErrorRate(looks(0, 20))!;
    expect(estimate).toMatchObject({ rate: 0, low: 0 });
    expect(estimate.high).toBeCloseTo(0.1611, 3);
  });

  it("weighs each look by the products that it stands for", () => {
    const estimate = estimateErrorRate([...looks(10, 10, 0.5), ...looks(0, 10, 0.05)])!;
    expect(estimate.rate).toBeCloseTo(20 / 240, 12);
    expect(estimate.effective).toBeLessThan(30);
  });

  it("covers the truth about as often as it says, for unequal chances too", () => {
    const rng = rngOf(11);
    const [truth, rounds] = [0.04, 400];
    let covered = 0;
    for (let round = 0; round < rounds; round++) {
      const drawn: RandomLook[] = [];
      for (let product = 0; product < 3_000; product++) {
        const propensity = product % 2 ? 0.2 : 0.05;
        if (rng() < propensity) drawn.push({ isWrong: rng() < truth, propensity });
      }
      const { low, high } = estimateErrorRate(drawn)!;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.92);
    expect(covered / rounds).toBeLessThan(0.99);
  });

  it("is nothing without a look, and refuses a chance that is none", () => {
    expect(estimateErrorRate([])).toBeNull();
    expect(() => estimateErrorRate([{ isWrong: true, propensity: 0 }])).toThrow(RangeError);
  });
});
