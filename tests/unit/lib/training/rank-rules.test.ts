import { describe, expect, it } from "vitest";
import { uncertaintyOf } from "@/lib/models/rules";
import { flagsFrom } from "@/lib/training/rank/flags-from";
import type { JudgedProduct } from "@/lib/training/rank/judge-catalogue";
import { largestPool, poolTarget, retiring } from "@/lib/training/rank/rules";

describe("the pool of candidate pairs", () => {
  it("is half full before there is a model, so that its proposals find room", () => {
    expect(poolTarget(600, false)).toBe(3_000);
    expect(poolTarget(600, true)).toBe(6_000);
  });

  it("never holds more than its limit, however large the catalogue", () => {
    expect(poolTarget(1_000_000, true)).toBe(largestPool);
  });

  it("gives up its last fifth once it is nearly full, and nothing before", () => {
    expect(retiring(5_900, 6_000)).toBe(1_180);
    expect(retiring(3_000, 6_000)).toBe(0);
  });
});

it("uncertainty is one bit at an even chance and nothing when sure", () => {
  expect(uncertaintyOf(0.5)).toBe(1);
  expect([0, 1].map(uncertaintyOf)).toEqual([0, 0]);
  expect(uncertaintyOf(0.2)).toBeCloseTo(uncertaintyOf(0.8), 12);
});

describe("which products are flagged", () => {
  const shoes = { id: 1, name: "Shoes" };
  const boots = { id: 2, name: "Boots" };
  const judged = (productId: string, score: number, data: Partial<JudgedProduct> = {}): JudgedProduct => ({
    productId,
    score,
    isHoldout: false,
    isDelisted: false,
    given: shoes,
    predicted: score > 0.5 ? boots : shoes,
    suspicion: {
      proposed: boots,
      givenProbability: 1 - score,
      proposedProbability: score,
      reasons: ["classifier"],
      neighbours: [],
    },
    ...data,
  });
  const many = (count: number, score: number) =>
    Array.from({ length: count }, (_, i) => judged(`p${score}-${i}`, score));

  it("more likely wrong than right, the most suspect first", () => {
    const flags = flagsFrom("v", [...many(40, 0.1), judged("a", 0.6), judged("b", 0.9)]);
    expect(flags.map((flag) => flag.productId)).toEqual(["b", "a"]);
    expect(flags[0]).toMatchObject({ givenCategoryId: 1, proposedCategoryId: 2, score: 0.9, modelVersionId: "v" });
  });

  it("in a clean catalogue the most doubtful few, so that a reviewer sees that it is clean", () => {
    expect(flagsFrom("v", many(100, 0.3))).toHaveLength(30);
    expect(flagsFrom("v", many(100, 0.05))).toHaveLength(0);
  });

  it("never more than a share of the catalogue: then the network is to blame", () => {
    expect(flagsFrom("v", many(1_000, 0.9))).toHaveLength(150);
  });

  it("nothing of the holdout, nothing delisted, nothing that a reviewer has settled", () => {
    const left = [
      judged("holdout", 0.9, { isHoldout: true }),
      judged("gone", 0.9, { isDelisted: true }),
      judged("settled", 0, { suspicion: null }),
    ];
    expect(flagsFrom("v", left)).toEqual([]);
  });
});
