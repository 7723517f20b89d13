import { describe, expect, it } from "vitest";
import { bestPartners, partnerCandidates } from "@/lib/training/relate/rules";
import { rngOf } from "@/ml/runtime/seed";

/* Twelve products: four families of three, each its own garment model. */
const world = {
  family: Int32Array.from([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]),
  group: Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
  delisted: new Uint8Array(12),
};
const asked = (pairs: Int32Array, i: number) =>
  Array.from({ length: pairs.length / 2 }, (_, p) => [pairs[2 * p]!, pairs[2 * p + 1]!])
    .filter(([a]) => a === i)
    .map(([, b]) => b!);

describe("partners that a version is asked about", () => {
  it("are of the families that outfits combine, what the model is worn with among them", () => {
    const pairs = partnerCandidates(world, Int32Array.from([0, 3, 1, 4]), rngOf(1));
    const of = asked(pairs, 0);
    expect(of[0]).toBe(3);
    expect(new Set(of.map((b) => world.family[b]))).toEqual(new Set([1]));
    expect(new Set(of).size).toBe(of.length);
  });

  it("are of any other family where outfits say nothing", () => {
    const of = asked(partnerCandidates(world, new Int32Array(0), rngOf(1)), 0);
    expect(of.every((b) => world.family[b] !== 0)).toBe(true);
    expect(new Set(of.map((b) => world.family[b])).size).toBe(3);
  });

  it("never come from what has left the catalogue, nor are they asked for it", () => {
    const delisted = Uint8Array.from(world.family, (family) => (family === 1 ? 1 : 0));
    const pairs = partnerCandidates({ ...world, delisted }, Int32Array.from([0, 3]), rngOf(1));
    expect([...pairs].some((i) => delisted[i])).toBe(false);
  });
});

it("the best partners come first, three of a family and one of a model at most", () => {
  const family = Int32Array.from([0, 1, 1, 1, 1, 2, 2]);
  const group = Int32Array.from([0, 1, 2, 3, 4, 5, 5]);
  const pairs = Int32Array.from([1, 2, 3, 4, 5, 6].flatMap((b) => [0, b]));
  const found = bestPartners(
    { family, group, delisted: new Uint8Array(7) },
    pairs,
    Float32Array.from([0.5, 0.9, 0.8, 0.7, 0.2, 0.6]),
  );
  expect([...found.index.subarray(0, 5)]).toEqual([2, 3, 4, 6, -1]);
  expect(found.score[0]).toBeCloseTo(0.9);
});
