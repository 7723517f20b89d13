import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorRuns } from "@/lib/queue/plan/anchor-runs";

const pair = (a: number, b: number) => [`p${a}`, `p${b}`] as const;
const pairs = fc.array(
  fc.tuple(fc.nat(8), fc.nat(8)).map(([a, b]) => pair(a, b)),
  { maxLength: 80 },
);

describe("candidates of one anchor in a row", () => {
  it("are brought together from near places, the best one first", () => {
    const ends = [pair(1, 2), pair(3, 4), pair(1, 5), pair(6, 7), pair(8, 1)];
    expect([...anchorRuns(ends, 3)]).toEqual([0, 2, 4, 1, 3]);
  });

  it("are no more than the plan allows", () => {
    const ends = [pair(1, 2), pair(9, 8), pair(1, 3), pair(1, 4), pair(1, 5)];
    expect([...anchorRuns(ends, 2)]).toEqual([0, 2, 1, 3, 4]);
  });

  it("follow the garment with more company", () => {
    const ends = [pair(1, 2), pair(1, 3), pair(2, 4), pair(5, 2)];
    expect([...anchorRuns(ends, 3)]).toEqual([0, 2, 3, 1]);
  });

  it("stay where they are when the plan wants no runs", () => {
    fc.assert(
      fc.property(pairs, (ends) => {
        expect([...anchorRuns(ends, 1)]).toEqual([...ends.keys()]);
      }),
    );
  });

  it("lose and repeat nothing, and nobody moves further than the reach", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }), (ends, perAnchor, reach) => {
        const order = [...anchorRuns(ends, perAnchor, reach)];
        expect([...order].sort((a, b) => a - b)).toEqual([...ends.keys()]);
        for (const [place, from] of order.entries()) expect(Math.abs(place - from)).toBeLessThanOrEqual(reach);
      }),
    );
  });

  it("can't be fewer than one", () => {
    expect(() => anchorRuns([], 0)).toThrow(RangeError);
  });
});
