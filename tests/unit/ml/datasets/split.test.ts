import { describe, expect, it } from "vitest";
import { NegativeSampler } from "@/ml/datasets/negatives";
import { pairKey, pairKeys } from "@/ml/datasets/pairs";
import { foldsByGroup, PART, splitByGroup } from "@/ml/datasets/split";
import { rngOf } from "@/ml/runtime/seed";

const group = Int32Array.from({ length: 300 }, (_, i) => Math.floor(i / 3));
const holdout = Uint8Array.from(group, (g) => (g % 10 === 0 ? 1 : 0));

describe("a split", () => {
  it("never parts the colours of a garment model and leaves the holdout alone", () => {
    const part = splitByGroup(group, holdout, 0.2, 1);
    for (let i = 0; i < 300; i++) {
      expect(part[i]).toBe(part[3 * group[i]]);
      expect(part[i] === PART.holdout).toBe(holdout[i] === 1);
    }
    expect(part.filter((p) => p === PART.validation).length).toBe(54);
  });

  it("depends on the seed alone", () => {
    expect(splitByGroup(group, holdout, 0.2, 1)).toEqual(splitByGroup(group, holdout, 0.2, 1));
    expect(splitByGroup(group, holdout, 0.2, 1)).not.toEqual(splitByGroup(group, holdout, 0.2, 2));
  });
});

describe("folds", () => {
  it("keep a model whole and are of nearly one size", () => {
    const uneven = Int32Array.from({ length: 100 }, (_, i) => Math.floor(Math.sqrt(i)));
    const fold = foldsByGroup(uneven, 5, 3);
    uneven.forEach((g, i) => {
      expect(fold[i]).toBe(fold[uneven.indexOf(g)]);
    });
    const sizes = [0, 1, 2, 3, 4].map((f) => fold.filter((value) => value === f).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(3);
  });

  it("are refused when there are fewer models than folds", () => {
    expect(() => foldsByGroup(Int32Array.of(1, 1, 2), 3, 1)).toThrow(/3 folds.*there are 2/);
  });
});

describe("negatives", () => {
  const n = 60;
  const items = {
    family: Int32Array.from({ length: n }, (_, i) => i % 3),
    season: Int32Array.from({ length: n }, (_, i) => (i >> 2) % 2),
  };
  const pool = Int32Array.from({ length: 50 }, (_, i) => i);
  const positives = Int32Array.from({ length: 60 }, (_, at) => (at * 7) % 50);
  const known = pairKeys(n, positives);
  const sampler = new NegativeSampler(items, pool, known);

  it("come from the pool, replace one end, and are in no known pair", () => {
    const rng = rngOf(1);
    for (let p = 0; p < 500; p++) {
      const [kept, replaced] = [positives[(2 * p) % 60], positives[(2 * p + 1) % 60]];
      const drawn = sampler.draw(rng, kept, replaced, { sameFamilySeason: 1, sameFamily: 1, random: 1 });
      if (drawn === null) continue;
      expect(drawn).toBeLessThan(50);
      expect([kept, replaced]).not.toContain(drawn);
      expect(known.has(pairKey(kept, drawn, n))).toBe(false);
    }
  });

  it("follow the stated mix", () => {
    const rng = rngOf(2);
    const drawn = (mix: Parameters<NegativeSampler["draw"]>[3]) =>
      Array.from({ length: 400 }, () => sampler.draw(rng, 1, 2, mix)!);
    const alike = (i: number) => items.family[i] === items.family[2];
    expect(
      drawn({ sameFamilySeason: 1, sameFamily: 0, random: 0 }).every(
        (i) => alike(i) && items.season[i] === items.season[2],
      ),
    ).toBe(true);
    expect(drawn({ sameFamilySeason: 0, sameFamily: 1, random: 0 }).every(alike)).toBe(true);
    const share = drawn({ sameFamilySeason: 0, sameFamily: 0, random: 1 }).filter(alike).length / 400;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.45);
  });

  it("are null where nobody is left to draw", () => {
    const lonely = new NegativeSampler(
      { family: Int32Array.of(0, 1), season: Int32Array.of(0, 0) },
      Int32Array.of(0, 1),
      new Set(),
    );
    expect(lonely.draw(rngOf(1), 0, 1, { sameFamilySeason: 1, sameFamily: 1, random: 1 })).toBeNull();
  });
});
