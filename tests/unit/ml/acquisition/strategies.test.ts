import { describe, expect, it } from "vitest";
import { coverCells } from "@/ml/acquisition/cover-cells";
import { clusterRepresentatives } from "@/ml/acquisition/k-means";
import {
  contradiction,
  entropy,
  expectedError,
  leastConfidence,
  margin,
  mix,
  mutualInformation,
  productMix,
  random,
} from "@/ml/acquisition/strategies";
import type { AcquisitionStrategy, Pool } from "@/ml/acquisition/strategy";
import { capPerItem, clustered, diverse, newFirst, softRank } from "@/ml/acquisition/wrappers";
import { matrixOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";

const size = 40;

function poolOf(seed: number): Pool {
  const rng = rngOf(seed);
  const p = Float32Array.from({ length: size }, () => rng());
  return {
    probabilities: matrixOf(
      size,
      2,
      Float32Array.from({ length: 2 * size }, (_, at) => (at % 2 ? p[at >> 1] : 1 - p[at >> 1])),
    ),
    mutualInformation: Float32Array.from({ length: size }, () => rng() * 0.6),
    features: matrixOf(
      size,
      3,
      Float32Array.from({ length: 3 * size }, () => rng()),
    ),
    items: Int32Array.from({ length: 2 * size }, (_, at) =>
      at % 2 ? 100 + Math.floor(rng() * 8) : Math.floor(rng() * 8),
    ),
    given: Int32Array.from({ length: size }, () => Math.floor(rng() * 2)),
    cells: Int32Array.from({ length: size }, () => Math.floor(rng() * 4)),
    cellLabels: Int32Array.of(0, 3, 1, 9),
    cellRates: Float32Array.of(0.5, 0.3, 0.2, 0),
  };
}

const strategies: AcquisitionStrategy[] = [
  random,
  entropy,
  margin,
  leastConfidence,
  mutualInformation,
  expectedError,
  contradiction,
  productMix(),
  coverCells(margin),
  softRank(mutualInformation),
  newFirst(margin),
  clustered(margin, 8),
  clustered(coverCells(random), 100),
  capPerItem(margin, 2),
  diverse(mutualInformation, 6),
  capPerItem(diverse(productMix(), 5), 3),
  mix([
    { strategy: random, share: 1 },
    { strategy: capPerItem(entropy, 1), share: 1 },
  ]),
];

describe.each(strategies.map((strategy) => [strategy.name, strategy] as const))("%s", (_, strategy) => {
  it("picks n distinct examples of the pool", () => {
    const picked = strategy.acquire(poolOf(1), 17, rngOf(5));
    expect(picked).toHaveLength(17);
    expect(new Set(picked).size).toBe(17);
    expect([...picked].every((i) => i >= 0 && i < size)).toBe(true);
  });

  it("answers the same for the same seed", () => {
    expect(strategy.acquire(poolOf(1), 12, rngOf(9))).toEqual(strategy.acquire(poolOf(1), 12, rngOf(9)));
  });

  it("drains the pool exactly, and takes nothing of nothing", () => {
    expect([...strategy.acquire(poolOf(2), size, rngOf(3))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: size }, (_, i) => i),
    );
    expect(strategy.acquire(poolOf(2), 0, rngOf(3))).toHaveLength(0);
  });

  it("refuses more than the pool holds", () => {
    expect(() => strategy.acquire(poolOf(1), size + 1, rngOf(1))).toThrow(RangeError);
  });
});

const binary = (...fits: number[]): Pool => ({
  probabilities: matrixOf(fits.length, 2, Float32Array.from(fits.flatMap((p) => [1 - p, p]))),
});

describe("what comes first", () => {
  it("is the pair nearest to even, by margin, entropy and least confidence alike", () => {
    const pool = binary(0.95, 0.1, 0.52, 0.3);
    for (const strategy of [margin, entropy, leastConfidence])
      expect([...strategy.acquire(pool, 4, rngOf(1))]).toEqual([2, 3, 1, 0]);
  });

  it("is where the members disagree, by mutual information", () => {
    const pool = { ...binary(0.5, 0.5, 0.5), mutualInformation: Float32Array.of(0.01, 0.3, 0.1) };
    expect([...mutualInformation.acquire(pool, 3, rngOf(1))]).toEqual([1, 2, 0]);
  });

  it("is the least believed given class, by expected error", () => {
    const pool = { ...binary(0.9, 0.9, 0.2), given: Int32Array.of(1, 0, 1) };
    expect([...expectedError.acquire(pool, 3, rngOf(1))]).toEqual([1, 2, 0]);
  });

  it("is what the model is surest is given wrongly, by contradiction, and what nothing is known of comes last", () => {
    const pool = { ...binary(0.9, 0.2, 0.99, 0.6), given: Int32Array.of(0, 1, -1, 1) };
    expect([...contradiction.acquire(pool, 4, rngOf(1))]).toEqual([0, 1, 3, 2]);
  });

  it("is what nothing is known of, for new ones, in the inner order", () => {
    const pool = { ...binary(0.5, 0.9, 0.6, 0.51), given: Int32Array.of(1, -1, -1, 0) };
    expect([...newFirst(margin).acquire(pool, 4, rngOf(1))]).toEqual([2, 1, 0, 3]);
  });

  it("is the pair of categories with the fewest labels for its share, by coverage", () => {
    const pool = {
      ...binary(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
      cells: Int32Array.of(0, 0, 0, 1, 1, 2),
      cellLabels: Int32Array.of(4, 0, 0),
      cellRates: Float32Array.of(0.6, 0.4, 0),
    };
    const order = coverCells(margin).acquire(pool, 6, rngOf(1));
    // Cell 0 has 4 labels for .6, cell 1 none for .4: (1, 2) / .4 come before 5 / .6, and nothing is worn of cell 2.
    expect(Array.from(order, (i) => pool.cells[i])).toEqual([1, 1, 0, 0, 0, 2]);
  });

  it("keeps the inner order inside a pair of categories", () => {
    const pool = {
      ...binary(0.9, 0.5, 0.7),
      cells: Int32Array.of(0, 0, 0),
      cellLabels: Int32Array.of(0),
      cellRates: Float32Array.of(1),
    };
    expect([...coverCells(margin).acquire(pool, 3, rngOf(1))]).toEqual([1, 2, 0]);
  });

  it("keeps each part's share in a mix", () => {
    const pool = { ...poolOf(3), mutualInformation: Float32Array.from({ length: size }, (_, i) => size - i) };
    const byIndex = mutualInformation;
    const half = mix([
      { strategy: byIndex, share: 1 },
      { strategy: random, share: 1 },
    ]).acquire(pool, 10, rngOf(2));
    expect([0, 1, 2, 3, 4].every((i) => half.includes(i))).toBe(true);
  });

  it("never asks more of one item than the cap while others are left", () => {
    const pool = poolOf(6);
    const items = pool.items ?? new Int32Array();
    const picked = capPerItem(margin, 1).acquire(pool, 6, rngOf(2));
    const ends = [...picked].flatMap((i) => [items[2 * i], items[2 * i + 1]]);
    expect(new Set(ends).size).toBe(ends.length);
  });

  it("leaves out a near-duplicate for something new when it spreads", () => {
    const pool = {
      ...binary(0.5, 0.5, 0.5, 0.6),
      features: matrixOf(4, 1, Float32Array.of(0, 0.001, 0.002, 9)),
    };
    expect(diverse(margin, 2).acquire(pool, 2, rngOf(1))).toContain(3);
  });
});

describe("clusters", () => {
  it("are each asked about once before any is asked about twice", () => {
    const centres = [0, 10, 20, 30];
    const rng = rngOf(4);
    const at = Array.from({ length: 16 }, (_, i) => centres[i % 4] + rng());
    const pool = { ...binary(...at.map(() => 0.5)), features: matrixOf(16, 1, Float32Array.from(at)) };
    const picked = clustered(margin, 4).acquire(pool, 4, rngOf(2));
    expect(Array.from(picked, (i) => i % 4).sort()).toEqual([0, 1, 2, 3]);
  });

  it("are represented by what lies in their middle", () => {
    const pool = { ...binary(0.5, 0.5, 0.5, 0.5, 0.5), features: matrixOf(5, 1, Float32Array.of(0, 1, 2, 3, 4)) };
    expect(clusterRepresentatives(pool.features, Int32Array.of(0, 1, 2, 3, 4), 1, rngOf(1))).toEqual(Int32Array.of(2));
  });

  it("hold rows that are all the same, each once", () => {
    const same = matrixOf(6, 2, new Float32Array(12).fill(3));
    const rows = Int32Array.of(5, 4, 3, 1);
    const picked = clusterRepresentatives(same, rows, 4, rngOf(1));
    expect([...picked].sort()).toEqual([1, 3, 4, 5]);
    expect(() => clusterRepresentatives(same, rows, 5, rngOf(1))).toThrow("5 clusters asked of 4 rows");
  });
});

it("a draw by rank leans to the front of the inner order, and further the steeper it is", () => {
  const pool = {
    ...binary(...Array.from({ length: 200 }, () => 0.5)),
    mutualInformation: Float32Array.from({ length: 200 }, (_, i) => 200 - i),
  };
  const meanRank = (steepness: number) => {
    let sum = 0;
    for (let seed = 0; seed < 40; seed++) {
      for (const i of softRank(mutualInformation, steepness).acquire(pool, 10, rngOf(seed))) sum += i / 400;
    }
    return sum;
  };
  expect(meanRank(0)).toBeGreaterThan(85);
  expect(meanRank(1)).toBeLessThan(meanRank(0) - 20);
  expect(meanRank(3)).toBeLessThan(meanRank(1) - 10);
});

it("the product's mix leans to what is in doubt, and still asks about what the model is sure of", () => {
  const rng = rngOf(8);
  const fits = Array.from({ length: 1_000 }, () => rng());
  const pool = { ...binary(...fits), mutualInformation: Float32Array.from(fits, () => rng()) };
  const doubts = Array.from(productMix().acquire(pool, 200, rngOf(3)), (i) => 1 - Math.abs(2 * fits[i] - 1));
  // One half is what a random order would have.
  expect(doubts.reduce((sum, doubt) => sum + doubt, 0) / 200).toBeGreaterThan(0.55);
  expect(doubts.filter((doubt) => doubt < 0.25).length).toBeGreaterThan(15);
});

it("strategies that need more than the pool has say what is missing", () => {
  expect(() => mutualInformation.acquire(binary(0.5), 1, rngOf(1))).toThrow(/mutualInformation/);
  expect(() => expectedError.acquire(binary(0.5), 1, rngOf(1))).toThrow(/given/);
  expect(() => contradiction.acquire(binary(0.5), 1, rngOf(1))).toThrow(/given/);
  expect(() => coverCells(random).acquire(binary(0.5), 1, rngOf(1))).toThrow(/cells/);
  expect(() => clustered(random, 1).acquire(binary(0.5), 1, rngOf(1))).toThrow(/features/);
});
