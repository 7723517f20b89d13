import { describe, expect, it } from "vitest";
import { clusterRows } from "@/ml/acquisition/k-means";
import { typicalRows } from "@/ml/acquisition/typical-rows";
import { matrixOf, normaliseRows } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

/** Forty rows about one direction, in two visual clusters, then ten strangers; two rows a group. */
function house() {
  const rng = rngOf(4);
  const features = matrixOf(50, 6);
  for (let i = 0; i < 50; i++) {
    for (let j = 0; j < 6; j++) features.data[i * 6 + j] = 0.05 * drawNormal(rng);
    if (i < 40) features.data[i * 6] = 1;
    features.data[i * 6 + (i < 40 ? 1 + (i % 2) : 5)] += i < 40 ? 0.4 : 1;
  }
  const group = Int32Array.from({ length: 50 }, (_, i) => Math.floor(i / 2));
  return { features: normaliseRows(features), group, rows: Int32Array.from({ length: 50 }, (_, i) => i) };
}

describe("typical rows of a class", () => {
  it("are near its middle, of different groups, and not all of one look", () => {
    const { features, group, rows } = house();
    const typical = Array.from(typicalRows(features, rows, group, 6, rngOf(1)));
    expect(typical).toHaveLength(6);
    expect(typical.every((row) => row < 40)).toBe(true);
    expect(new Set(typical.map((row) => group[row])).size).toBe(6);
    expect(new Set(typical.map((row) => row % 2)).size).toBe(2);
  });

  it("are fewer where the class has fewer groups, and never one without a photo", () => {
    const { features, group } = house();
    features.data.fill(0, 0, 6);
    expect(Array.from(typicalRows(features, Int32Array.of(0, 2, 3), group, 6, rngOf(1)))).toHaveLength(1);
    expect(typicalRows(features, new Int32Array(0), group, 6, rngOf(1))).toHaveLength(0);
  });
});

describe("clusters of rows", () => {
  it("put what looks alike together", () => {
    const { features, rows } = house();
    const clusters = clusterRows(features, rows.slice(0, 40), 2, rngOf(2));
    const even = new Set(Array.from(clusters).filter((_, i) => i % 2 === 0));
    const odd = new Set(Array.from(clusters).filter((_, i) => i % 2 === 1));
    expect([even.size, odd.size]).toEqual([1, 1]);
    expect([...even][0]).not.toBe([...odd][0]);
    expect(() => clusterRows(features, Int32Array.of(1), 2, rngOf(1))).toThrow(RangeError);
  });
});
