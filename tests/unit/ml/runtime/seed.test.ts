import { describe, expect, it } from "vitest";
import { bitsOf, drawIndex, drawNormal, permutation, rngOf, sampleDistinct, seedFor } from "@/ml/runtime/seed";

const take = (rng: () => number, count: number) => Array.from({ length: count }, rng);

describe("seeded randomness", () => {
  it("is the same stream for the same seed and another for another", () => {
    expect(take(rngOf(7), 5)).toEqual(take(rngOf(7), 5));
    expect(take(rngOf(7), 5)).not.toEqual(take(rngOf(8), 5));
    expect(take(rngOf(2 ** 40), 5)).not.toEqual(take(rngOf(0), 5));
  });

  it("is uniform in 0..1: mean, spread and every tenth", () => {
    const values = take(rngOf(1), 50_000);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length).toBeCloseTo(1 / 12, 2);
    for (let tenth = 0; tenth < 10; tenth++) {
      expect(values.filter((v) => Math.floor(v * 10) === tenth).length / values.length).toBeCloseTo(0.1, 1);
    }
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it("draws standard normals", () => {
    const rng = rngOf(3);
    const values = take(() => drawNormal(rng), 50_000);
    expect(values.reduce((sum, v) => sum + v, 0) / values.length).toBeCloseTo(0, 1);
    expect(values.reduce((sum, v) => sum + v * v, 0) / values.length).toBeCloseTo(1, 1);
  });

  it("gives each named part a stream of its own", () => {
    expect(seedFor(1, "split")).toBe(seedFor(1, "split"));
    expect(new Set(["split", "weights", "dropout", "member 0", "member 1"].map((name) => seedFor(1, name))).size).toBe(
      5,
    );
    expect(take(bitsOf(seedFor(1, "a")), 3)).not.toEqual(take(bitsOf(seedFor(2, "a")), 3));
  });
});

describe("orders and samples", () => {
  it("permute each number once, with every number as likely first", () => {
    const firsts = new Map<number, number>();
    for (let seed = 0; seed < 3000; seed++) {
      const order = permutation(rngOf(seed), 6);
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
      firsts.set(order[0], (firsts.get(order[0]) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });

  it("stay inside their range and refuse the impossible", () => {
    const rng = rngOf(5);
    expect(take(() => drawIndex(rng, 3), 200).every((i) => i >= 0 && i < 3)).toBe(true);
    expect(new Set(sampleDistinct(rng, 10, 10)).size).toBe(10);
    expect(() => sampleDistinct(rng, 3, 4)).toThrow(RangeError);
  });
});
