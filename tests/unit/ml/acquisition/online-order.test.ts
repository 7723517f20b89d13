import { describe, expect, it } from "vitest";
import { drawLots, type OnlinePool, onlineOrder, onlinePrior, twinsOf } from "@/ml/acquisition/online-order";
import { fitPosterior } from "@/ml/acquisition/online-posterior";
import { matrixOf, takeRows } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";

const n = 600;
const d = 6;
const products = 120;

function poolOf(seed: number): OnlinePool {
  const rng = rngOf(seed);
  const items = Int32Array.from({ length: 2 * n }, () => drawIndex(rng, products));
  return {
    features: matrixOf(
      n,
      d,
      Float32Array.from({ length: n * d }, () => drawNormal(rng)),
    ),
    logit: Float32Array.from({ length: n }, () => 2 * drawNormal(rng)),
    mutualInformation: Float32Array.from({ length: n }, () => rng()),
    items,
    // Three colours a garment model.
    twins: twinsOf(
      items,
      Int32Array.from({ length: products }, (_, i) => Math.floor(i / 3)),
    ),
  };
}

const pool = poolOf(1);
const lots = drawLots(n, 4);
const open = new Uint8Array(n).fill(1);

function posteriorOf(rows: number[], target: number) {
  return fitPosterior(onlinePrior(d), {
    features: takeRows(pool.features, rows),
    offset: Float32Array.from(rows, (row) => pool.logit[row]),
    target: new Float32Array(rows.length).fill(target),
    weight: new Float32Array(rows.length).fill(1),
  });
}
const orderOf = (answered: number[], isOpen = open, count = 200) =>
  onlineOrder({ posterior: posteriorOf(answered, 1), pool, lots, isOpen, answered }, count);

describe("the order of a pool that learns", () => {
  it("names open pairs alone, each once, as many as were asked for or are there", () => {
    const half = open.map((_, i) => i % 2);
    const { rows, chance } = orderOf([], half);
    expect(rows).toHaveLength(200);
    expect(new Set(rows).size).toBe(200);
    expect(rows.every((row) => row % 2 === 1)).toBe(true);
    expect(chance.every((p) => p > 0 && p < 1)).toBe(true);
    expect(new Set(orderOf([], half, 5_000).rows).size).toBe(n / 2);
    expect(orderOf([], new Uint8Array(n)).rows).toHaveLength(0);
  });

  it("is the same for the same answers, and other lots give another", () => {
    expect([...orderOf([3, 9]).rows]).toEqual([...orderOf([3, 9]).rows]);
    const other = onlineOrder(
      { posterior: posteriorOf([], 1), pool, lots: drawLots(n, 5), isOpen: open, answered: [] },
      200,
    );
    expect([...other.rows]).not.toEqual([...orderOf([]).rows]);
  });

  it("leans to what is doubted", () => {
    const doubt = (row: number) => Math.abs(pool.logit[row]);
    const mean = (rows: Iterable<number>) => [...rows].reduce((sum, row) => sum + doubt(row), 0) / [...rows].length;
    expect(mean(orderOf([], open, 60).rows)).toBeLessThan(0.9 * mean(open.keys()));
  });

  it("gives no product more than three turns before every other had its own", () => {
    const turns = new Map<number, number>();
    for (const row of orderOf([], open, 60).rows)
      for (const item of [pool.items[2 * row], pool.items[2 * row + 1]]) turns.set(item, (turns.get(item) ?? 0) + 1);
    expect(Math.max(...turns.values())).toBeLessThanOrEqual(4);
  });

  it("does not ask the tenth near-duplicate of what was just answered", () => {
    const sizes = new Map<number, number[]>();
    pool.twins.forEach((twin, row) => {
      sizes.set(twin, [...(sizes.get(twin) ?? []), row]);
    });
    const family = [...sizes.values()].find((rows) => rows.length > 1)!;
    const before = orderOf([], open, n).rows.indexOf(family[0]!);
    const after = orderOf(new Array(9).fill(family[1]), open, n).rows.indexOf(family[0]!);
    expect(after).toBeGreaterThan(before);
    expect(after).toBeGreaterThan(n / 4);
  });

  it("barely moves what an answer says nothing about", () => {
    const [before, after] = [orderOf([]).rows, orderOf([17]).rows];
    const kept = new Set(after);
    expect(before.filter((row) => kept.has(row)).length).toBeGreaterThan(170);
  });
});

it("pairs of the same two garment models are twins, whichever comes first", () => {
  expect([...twinsOf(Int32Array.of(0, 3, 4, 1, 0, 1), Int32Array.of(7, 7, 7, 9, 9))]).toEqual([0, 0, 1]);
});
