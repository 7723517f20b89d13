import { beforeAll, describe, expect, it } from "vitest";
import { type CandidateInputs, type Candidates, generateCandidates } from "@/ml/acquisition/candidates";
import { pairSources } from "@/ml/acquisition/pair-set";
import { matrixOf, normaliseRows } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const size = 240;
const uniform = pairSources.indexOf("uniform");

/** Four categories; outfits combine 0 with 1 and 1 with 2, never 3 with anything. Every tenth item is held out. */
function inputsOf(seed: number, n = size): CandidateInputs {
  const rng = rngOf(seed);
  const family = Int32Array.from({ length: n }, (_, i) => i % 4);
  const positives: number[] = [];
  for (let p = 0; p < 120; p++) {
    const [a, b] = p % 3 === 0 ? [1, 2] : [0, 1];
    positives.push(4 * Math.floor(rng() * 60) + a, 4 * Math.floor(rng() * 60) + b);
  }
  return {
    embedding: normaliseRows(
      matrixOf(
        n,
        8,
        Float32Array.from({ length: 8 * n }, () => drawNormal(rng)),
      ),
    ),
    family,
    holdout: Uint8Array.from({ length: n }, (_, i) => (i % 10 === 0 ? 1 : 0)),
    group: Int32Array.from({ length: n }, (_, i) => (i + 1) >> 1),
    positives: Int32Array.from(positives),
    known: Int32Array.of(0, 1, 4, 5),
    open: new Int32Array(n),
  };
}

const options = { target: 600, perItem: 20, uniformShare: 0.25 };
const pairsOf = (pairs: Int32Array) =>
  Array.from({ length: pairs.length / 2 }, (_, p) => [pairs[2 * p], pairs[2 * p + 1]]);

describe("candidate pairs", () => {
  const inputs = inputsOf(1);
  let found: Candidates;
  let pairs: number[][];
  beforeAll(async () => {
    found = await generateCandidates(inputs, options, 7);
    pairs = pairsOf(found.pairs);
  });

  it("are distinct, unordered and new", () => {
    const keys = pairs.map(String);
    expect(new Set(keys).size).toBe(keys.length);
    expect(pairs.every(([a, b]) => a < b)).toBe(true);
    const known = new Set(
      [...pairsOf(inputs.known), ...pairsOf(inputs.positives)].map(([a, b]) =>
        String([Math.min(a, b), Math.max(a, b)]),
      ),
    );
    expect(keys.filter((key) => known.has(key))).toEqual([]);
  });

  it("combine only categories that outfits combine", () => {
    const kinds = new Set(pairs.map(([a, b]) => [a % 4, b % 4].sort().join("+")));
    expect([...kinds].sort()).toEqual(["0+1", "1+2"]);
  });

  it("fill the target, with the stated share drawn uniformly and every source at work", () => {
    expect(pairs).toHaveLength(options.target);
    const bySource = pairSources.map((_, code) => found.source.filter((source) => source === code).length);
    expect(bySource[uniform]).toBe(150);
    expect(Math.min(...bySource)).toBeGreaterThan(50);
  });

  it("never join two colours of one garment model", () => {
    expect(pairs.filter(([a, b]) => inputs.group[a] === inputs.group[b])).toEqual([]);
  });

  it("touch the holdout in the uniform share alone", () => {
    const touching = pairs.flatMap(([a, b], p) => (inputs.holdout[a] || inputs.holdout[b] ? [found.source[p]] : []));
    expect(touching.length).toBeGreaterThan(5);
    expect(touching.every((source) => source === uniform)).toBe(true);
  });

  it("leave no item with more than its number of open pairs, counting those it has", async () => {
    const busy = { ...inputsOf(1), open: new Int32Array(size).fill(17) };
    const counts = new Int32Array(size);
    for (const item of (await generateCandidates(busy, options, 7)).pairs) counts[item]++;
    expect(Math.max(...counts)).toBe(3);
  });

  it("carry the chance of a uniform draw, and none for the others", () => {
    found.source.forEach((source, p) => {
      if (source !== uniform) expect(found.propensity[p]).toBeNaN();
      else {
        expect(found.propensity[p]).toBeGreaterThan(0);
        expect(found.propensity[p]).toBeLessThan(1);
      }
    });
  });

  it("are the same for the same seed and others for another", async () => {
    expect((await generateCandidates(inputsOf(1), options, 7)).pairs).toEqual(found.pairs);
    expect((await generateCandidates(inputsOf(1), options, 8)).pairs).not.toEqual(found.pairs);
  });

  it("prefer what the live model scores high", async () => {
    const score = async (list: Int32Array) =>
      Float32Array.from({ length: list.length / 2 }, (_, p) => (list[2 * p + 1] % 8 < 4 ? 0.9 : 0.1));
    const ranked = await generateCandidates({ ...inputsOf(1), score }, { ...options, target: 300 }, 7);
    const partners = pairsOf(ranked.pairs).filter((_, p) => ranked.source[p] === pairSources.indexOf("top-partner"));
    const high = partners.filter(([a, b]) => a % 8 < 4 || b % 8 < 4).length;
    expect(high / partners.length).toBeGreaterThan(0.8);
  });

  it("of a pool that is nearly full ask the model about few items, and about any", async () => {
    const big = inputsOf(3, 4_000);
    const asked = new Set<number>();
    const score = async (list: Int32Array) => {
      for (let p = 0; p < list.length; p += 2) asked.add(list[p]);
      return new Float32Array(list.length / 2).fill(0.5);
    };
    const few = await generateCandidates({ ...big, score }, { ...options, target: 40 }, 7);
    expect(few.source).toHaveLength(40);
    expect(asked.size).toBeLessThan(400);
    const firsts = pairsOf(few.pairs).filter((_, p) => few.source[p] === pairSources.indexOf("top-partner"));
    expect(firsts.some(([a, b]) => a > 2_000 && b > 2_000)).toBe(true);
  });

  it("are none when no outfit says what is worn together", async () => {
    expect((await generateCandidates({ ...inputsOf(1), positives: new Int32Array() }, options, 7)).pairs).toHaveLength(
      0,
    );
  });
});

it("the logged chance is the share of draws that hold a pair", async () => {
  const small = { ...inputsOf(2), known: new Int32Array(), positives: Int32Array.of(0, 1, 4, 5) };
  const runs = 300;
  let drawn = 0;
  let expected = 0;
  for (let seed = 0; seed < runs; seed++) {
    const found = await generateCandidates(small, { target: 200, perItem: 1_000, uniformShare: 1 }, seed);
    if (pairsOf(found.pairs).some(([a, b]) => a === 8 && b === 9)) drawn++;
    expected += found.propensity[0];
  }
  const interval = 3 * Math.sqrt(expected * (1 - expected / runs));
  expect(Math.abs(drawn - expected)).toBeLessThan(interval);
});
