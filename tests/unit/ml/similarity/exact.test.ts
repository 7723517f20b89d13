import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import { type TopKOptions, topK } from "@/ml/similarity/exact";

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const rng = rngOf(seed);
  // Whole numbers: float32 sums of them are exact in any order, and ties are many.
  return matrixOf(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => Math.floor(rng() * 17) - 8),
  );
}

/** The definition, without blocks or shortcuts. */
function byDefinition(
  queries: Matrix,
  base: Matrix,
  q: number,
  k: number,
  { excludeGroup, allowed }: TopKOptions,
): number[] {
  const scored = Array.from({ length: base.rows }, (_, b) => {
    const row = rowOf(base, b);
    return { b, score: rowOf(queries, q).reduce((sum, value, j) => sum + value * row[j]!, 0) };
  });
  return scored
    .filter(({ b }) => !allowed || allowed[b] === 1)
    .filter(({ b }) => !excludeGroup || excludeGroup.query[q]! < 0 || excludeGroup.base[b] !== excludeGroup.query[q])
    .sort((one, other) => other.score - one.score || one.b - other.b)
    .slice(0, k)
    .map(({ b }) => b);
}

describe("exact nearest neighbours", () => {
  it("are those of the definition, for any sizes, groups and masks", () => {
    const cases = fc.record({
      q: fc.integer({ min: 1, max: 140 }),
      n: fc.integer({ min: 1, max: 1_500 }),
      d: fc.integer({ min: 1, max: 70 }),
      k: fc.integer({ min: 1, max: 30 }),
      seed: fc.nat(),
      hasGroups: fc.boolean(),
      hasMask: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ q, n, d, k, seed, hasGroups, hasMask }) => {
        const [queries, base] = [randomMatrix(q, d, seed), randomMatrix(n, d, seed + 1)];
        const rng = rngOf(seed + 2);
        const groups = (length: number) => Int32Array.from({ length }, () => Math.floor(rng() * 6) - 1);
        const options: TopKOptions = {
          excludeGroup: hasGroups ? { query: groups(q), base: groups(n) } : undefined,
          allowed: hasMask ? Uint8Array.from({ length: n }, () => (rng() < 0.5 ? 1 : 0)) : undefined,
        };
        const found = topK(queries, base, k, options);
        for (let i = 0; i < q; i++) {
          const expected = byDefinition(queries, base, i, k, options);
          const got = [...found.index.slice(i * k, (i + 1) * k)];
          expect(got.slice(0, expected.length)).toEqual(expected);
          expect(got.slice(expected.length).every((index) => index === -1)).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("score as the definition does, to float32's precision, on rows as long as an embedding", () => {
    const rng = rngOf(5);
    const random = (rows: number) =>
      matrixOf(
        rows,
        1_281,
        Float32Array.from({ length: rows * 1_281 }, () => rng() * 2 - 1),
      );
    const [queries, base] = [random(9), random(77)];
    const found = topK(queries, base, 77);
    found.index.forEach((b, place) => {
      const query = rowOf(queries, Math.floor(place / 77));
      const exact = rowOf(base, b).reduce((sum, value, j) => sum + value * query[j]!, 0);
      expect(Math.abs(found.score[place]! - exact)).toBeLessThan(1e-4);
    });
  });

  it("are the row itself with cosine 1, when a unit row is asked for its nearest", () => {
    const base = matrixOf(3, 2, Float32Array.of(1, 0, 0.6, 0.8, 0, 1));
    const found = topK(base, base, 2);
    expect([...found.index]).toEqual([0, 1, 1, 2, 2, 1]);
    expect(found.score[0]).toBe(1);
    expect(found.score[1]).toBeCloseTo(0.6, 6);
  });

  it("never hold another colour-way of the same garment model, when groups say so", () => {
    const base = matrixOf(4, 1, Float32Array.of(1, 1, 0.5, 0.2));
    const group = Int32Array.of(7, 7, 8, -1);
    expect([...topK(base, base, 2, { excludeGroup: { query: group, base: group } }).index]).toEqual([
      2, 3, 2, 3, 0, 1, 0, 1,
    ]);
  });

  it("leave places empty when there are fewer rows than asked for, or none", () => {
    expect([...topK(matrixOf(1, 1, Float32Array.of(1)), matrixOf(2, 1, Float32Array.of(1, 2)), 4).index]).toEqual([
      1, 0, -1, -1,
    ]);
    expect([...topK(matrixOf(1, 1, Float32Array.of(1)), matrixOf(0, 1), 2).index]).toEqual([-1, -1]);
  });

  it("never hold a row whose score is no number", () => {
    const base = matrixOf(3, 1, Float32Array.of(Number.NaN, 3, 2));
    expect([...topK(matrixOf(1, 1, Float32Array.of(1)), base, 3).index]).toEqual([1, 2, -1]);
  });

  it("refuse shapes that do not agree, with both shapes in the words", () => {
    expect(() => topK(matrixOf(2, 3), matrixOf(5, 4), 1)).toThrow(new RangeError("queries are [2, 3], base is [5, 4]"));
    expect(() => topK(matrixOf(2, 3), matrixOf(5, 3), 0)).toThrow("k is 0");
    expect(() => topK(matrixOf(2, 3), matrixOf(5, 3), 1, { allowed: new Uint8Array(4) })).toThrow(
      "allowed has 4 entries for 5 rows",
    );
    const excludeGroup = { query: new Int32Array(1), base: new Int32Array(5) };
    expect(() => topK(matrixOf(2, 3), matrixOf(5, 3), 1, { excludeGroup })).toThrow(RangeError);
  });
});
