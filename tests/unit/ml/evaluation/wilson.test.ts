import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonFigure } from "@/ml/evaluation/wilson";

describe("Wilson's interval of a share", () => {
  it("agrees with the textbook: 15 of 20", () => {
    const { value, lower, upper, n } = wilsonFigure(15, 20);
    expect([value, n]).toEqual([0.75, 20]);
    expect(lower).toBeCloseTo(0.5313, 4);
    expect(upper).toBeCloseTo(0.8881, 4);
  });

  it("is sure of nothing after one case", () => {
    const { value, lower, upper } = wilsonFigure(1, 1);
    expect([value, upper]).toEqual([1, 1]);
    expect(lower).toBeCloseTo(0.2065, 4);
  });

  it("holds the share, stays within 0 and 1, and narrows with more cases", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const few = wilsonFigure(share * n, n);
        const many = wilsonFigure(share * n * 100, n * 100);
        expect(0 <= few.lower && few.lower <= few.value && few.value <= few.upper && few.upper <= 1).toBe(true);
        expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower + 1e-9);
      }),
    );
  });

  it("needs cases, and no more hits than cases", () => {
    expect(() => wilsonFigure(0, 0)).toThrow(RangeError);
    expect(() => wilsonFigure(3, 2)).toThrow(RangeError);
  });
});
