import { describe, expect, it } from "vitest";
import { matrixOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import { siameseConfig } from "@/ml/siamese/config";
import { prepareCompatibility } from "@/ml/siamese/prepare";
import { drawEpoch } from "@/ml/siamese/samples";
import { similarItems } from "@/ml/siamese/similar-items";
import { plantedHouse, SMALL } from "../planted-house";

describe("look-alikes", () => {
  const embedding = matrixOf(6, 2, Float32Array.of(1, 0, 1, 0.1, 1, 0.05, 0, 1, 1, 0.2, 0, 0));
  const facts = { family: Int32Array.of(0, 0, 0, 0, 1, 0), group: Int32Array.of(0, 1, 0, 2, 3, 4) };
  const of = ({ start, items }: ReturnType<typeof similarItems>, i: number) => [
    ...items.subarray(start[i], start[i + 1]),
  ];

  it("share the family, are of another model, and near enough", () => {
    const found = similarItems(embedding, facts, Int32Array.of(0, 1, 2, 3, 4, 5), { threshold: 0.9, atMost: 3 });
    expect(of(found, 0)).toEqual([1]);
    expect(of(found, 1)).toEqual([2, 0]);
    expect(of(found, 3)).toEqual([]);
    expect(of(found, 4)).toEqual([]);
    expect(of(found, 5)).toEqual([]);
  });

  it("come from the pool alone", () => {
    const found = similarItems(embedding, facts, Int32Array.of(1, 2, 3), { threshold: 0.9, atMost: 3 });
    expect(of(found, 1)).toEqual([2]);
    expect(of(found, 0)).toEqual([]);
  });
});

it("stand for a side of a positive as a softer fit, as often as asked, and never touch the holdout", () => {
  const { pairs } = plantedHouse(2);
  const config = siameseConfig({ ...SMALL, similarShare: 0.5, similarTarget: 0.6 });
  const prepared = prepareCompatibility(pairs, config, 1);
  const similar = similarItems(pairs.embedding, pairs, prepared.present, { threshold: 0.7, atMost: 4 });
  const { left, right, target } = drawEpoch(rngOf(4), { ...prepared, similar }, config);
  const soft = target.filter((y) => Math.abs(y - 0.6) < 1e-6).length;
  const whole = target.filter((y) => y === 1).length;
  expect(soft / (soft + whole)).toBeGreaterThan(0.3);
  expect(soft / (soft + whole)).toBeLessThan(0.6);
  for (const side of [left, right]) expect(side.some((i) => pairs.holdout[i] === 1)).toBe(false);
});
