import { describe, expect, it } from "vitest";
import { type Pattern, proposeConditions } from "@/lib/flags/catalogue-rules/propose-conditions";

const pattern = (bits: number[], products: number, group = 0, target = 0): Pattern => ({
  mask: bits.reduce((mask, bit) => mask | (1 << bit), 0),
  products,
  group,
  target,
});

describe("proposing conditions", () => {
  it("takes what the group has and the rest has not", () => {
    const { chosen, worth } = proposeConditions(
      [pattern([0, 1], 10, 10), pattern([0], 80, 0, 80), pattern([1], 500), pattern([], 410)],
      2,
    );
    expect(chosen).toEqual([0]);
    expect(worth[0]).toMatchObject({ products: 90, precision: 1, coverage: 1 });
    expect(worth[0]!.lift).toBeCloseTo(1000 / 90);
    expect(worth[1]!.precision).toBeCloseTo(10 / 510);
  });

  it("adds a second condition where one alone meets too much", () => {
    const { chosen } = proposeConditions(
      [pattern([0, 1], 60, 10, 50), pattern([0], 60), pattern([1], 60), pattern([], 800)],
      2,
    );
    expect(chosen.toSorted()).toEqual([0, 1]);
  });

  it("prefers a common condition that is nearly always right to a rare one that is right by luck", () => {
    const { chosen } = proposeConditions([pattern([0, 1], 2, 2), pattern([0], 198, 0, 190), pattern([], 800)], 2);
    expect(chosen[0]).toBe(0);
  });

  it("passes over what only a small part of the group has", () => {
    expect(proposeConditions([pattern([0], 100, 1, 96), pattern([], 900, 9)], 1).chosen).toEqual([]);
  });

  it("takes a condition of half a small group that is nearly always right over one of all that is mostly wrong", () => {
    const { chosen } = proposeConditions([pattern([0, 1], 44, 1, 42), pattern([1], 60, 1, 20), pattern([], 800)], 2);
    expect(chosen).toEqual([0]);
  });

  it("proposes nothing that is more often wrong than right", () => {
    expect(proposeConditions([pattern([0], 70, 2, 19), pattern([], 800)], 1).chosen).toEqual([]);
  });

  it("proposes nothing without a group, and answers for an empty catalogue", () => {
    expect(proposeConditions([pattern([0], 5, 0, 5)], 1).chosen).toEqual([]);
    expect(proposeConditions([], 1)).toEqual({
      worth: [{ products: 0, precision: 0, lift: 0, coverage: 0 }],
      chosen: [],
    });
  });

  it("refuses more conditions than a mask has bits", () => {
    expect(() => proposeConditions([], 31)).toThrow(RangeError);
  });
});
