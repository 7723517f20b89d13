import { expect, it } from "vitest";
import { fitStandardiser, standardise } from "@/ml/category/inputs";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const n = 400;
/** Rows whose numbers vary as `spread` says, around `middle`. */
function embeddingOf(spread: number[], middle: number) {
  const rng = rngOf(1);
  const data = Float32Array.from({ length: n * spread.length }, (_, at) => {
    const value = middle + spread[at % spread.length]! * drawNormal(rng);
    return middle > 0 ? Math.abs(value) : value;
  });
  return matrixOf(n, spread.length, data);
}

function deviationsOf(spread: number[], middle: number): number[] {
  const embedding = embeddingOf(spread, middle);
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const { data } = standardise(embedding, fitStandardiser(embedding, rows));
  return spread.map((_, j) => {
    const column = Array.from({ length: n }, (_, i) => data[i * spread.length + j]!);
    const mean = column.reduce((sum, value) => sum + value, 0) / n;
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  });
}

it("numbers from a rectifier are all brought to unit variance", () => {
  for (const deviation of deviationsOf([0.5, 0.1, 0.02], 2)) expect(deviation).toBeCloseTo(1, 1);
});

it("signed numbers keep their proportions, at a variance of one on average", () => {
  const [first, second, third] = deviationsOf([0.6, 0.5, 0.02], 0) as [number, number, number];
  expect(second / third).toBeGreaterThan(10);
  expect((first ** 2 + second ** 2 + third ** 2) / 3).toBeCloseTo(1, 1);
});
