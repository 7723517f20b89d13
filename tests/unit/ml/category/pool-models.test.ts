import { describe, expect, it } from "vitest";
import { poolModels } from "@/ml/category/pool-models";
import { matrixOf } from "@/ml/runtime/matrix";

const rounded = (values: Float32Array) => Array.from(values, (value) => Number(value.toFixed(4)));

describe("the colours of one garment model", () => {
  it("share the geometric mean of their predictions; a product of its own keeps its own", () => {
    const own = matrixOf(3, 2, Float32Array.of(0.9, 0.1, 0.4, 0.6, 0.3, 0.7));
    const { data } = poolModels(own, Int32Array.of(5, 5, 6));
    const [first, second] = [Math.sqrt(0.36), Math.sqrt(0.06)];
    const share = Number((first / (first + second)).toFixed(4));
    const other = Number((1 - share).toFixed(4));
    expect(rounded(data)).toEqual([share, other, share, other, 0.3, 0.7]);
  });

  it("are not moved by one without a prediction, which stays without", () => {
    const own = matrixOf(2, 2, Float32Array.of(0.9, 0.1, 0, 0));
    expect(rounded(poolModels(own, Int32Array.of(5, 5)).data)).toEqual([0.9, 0.1, 0, 0]);
  });

  it("stay numbers where one photo rules a category out altogether", () => {
    const { data } = poolModels(matrixOf(2, 2, Float32Array.of(1, 0, 0, 1)), Int32Array.of(1, 1));
    expect(rounded(data)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(() => poolModels(matrixOf(2, 2), Int32Array.of(1))).toThrow(/\[2, 2\]/);
  });
});
