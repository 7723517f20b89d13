import { describe, expect, it } from "vitest";
import { matrixOf } from "@/ml/runtime/matrix";
import { findLookAlikes } from "@/ml/similarity/look-alikes";
import {
  decodeLookAlikeInput,
  decodeNeighbours,
  encodeLookAlikeInput,
  encodeNeighbours,
} from "@/ml/similarity/look-alikes-file";

/* Angles on the unit circle, in degrees; the last one has no embedding. */
const angles = [0, 10, 30, 35, 65, 5];
const embedding = matrixOf(
  7,
  2,
  Float32Array.from([...angles.flatMap((a) => [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)]), 0, 0]),
);
const input = {
  embedding,
  family: Int32Array.from([0, 0, 0, 0, 0, 1, 0]),
  group: Int32Array.from([0, 0, 1, 2, 3, 4, 5]),
  listed: Uint8Array.from([1, 1, 1, 0, 1, 1, 1]),
};

describe("look-alikes", () => {
  it("are listed products of the same family and of another model, nearest first", () => {
    const { index, score } = findLookAlikes(input, 2);
    expect([...index.subarray(0, 2)]).toEqual([2, 4]);
    expect(score[0]).toBeCloseTo(Math.cos(Math.PI / 6), 5);
    // The delisted one has look-alikes, and is none.
    expect([...index.subarray(6, 8)]).toEqual([2, 1]);
  });

  it("are none for who has no family beside it or no embedding", () => {
    const { index } = findLookAlikes(input, 2);
    expect([...index.subarray(10, 14)]).toEqual([-1, -1, -1, -1]);
  });

  it("travel through their files unchanged", () => {
    expect(decodeLookAlikeInput(encodeLookAlikeInput(input))).toEqual(input);
    const found = findLookAlikes(input, 2);
    expect(decodeNeighbours(encodeNeighbours(found))).toEqual(found);
    expect(() => decodeNeighbours(encodeLookAlikeInput(input))).toThrow("neighbours were expected");
  });
});
