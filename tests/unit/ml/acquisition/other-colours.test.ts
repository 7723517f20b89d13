import { describe, expect, it } from "vitest";
import { tellOtherColours } from "@/ml/acquisition/other-colours";

// Model 0 has products 0 and 1, model 1 has 2, 3 and 4, model 2 has 5 alone.
const catalogue = { group: Int32Array.of(0, 0, 1, 1, 1, 2), holdout: new Uint8Array(6) };
const none = new Int32Array(0);
const answer = (a: number, b: number, target: number, holdsForModels: number) => ({ a, b, target, holdsForModels });

function tell(answers: ReturnType<typeof answer>[], known = none, holdout = catalogue.holdout) {
  const inputs = {
    pairs: Int32Array.from(answers.flatMap(({ a, b }) => [a, b])),
    target: Float32Array.from(answers, ({ target }) => target),
    holdsForModels: Uint8Array.from(answers, ({ holdsForModels }) => holdsForModels),
  };
  const { pairs, target, weight } = tellOtherColours(inputs, { ...catalogue, holdout }, known);
  return Array.from(target, (y, q) => ({ pair: `${pairs[2 * q]}-${pairs[2 * q + 1]}`, y, weight: weight[q] }));
}
const pairsOf = (rows: { pair: string }[]) => rows.map(({ pair }) => pair).sort();

describe("an answer that holds for the garment models", () => {
  it("is told of every other pair of their colours, for less than it counts itself", () => {
    const told = tell([answer(0, 2, 0, 1)]);
    expect(pairsOf(told)).toEqual(["0-3", "0-4", "1-2", "1-3", "1-4"]);
    for (const { y, weight } of told) {
      expect(y).toBe(0);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThan(1);
    }
  });

  it("does not speak where somebody answered, nor against an outfit", () => {
    const told = tell([answer(0, 2, 0, 1), answer(3, 1, 1, 0)], Int32Array.of(4, 0));
    expect(pairsOf(told)).toEqual(["0-3", "1-2", "1-4"]);
  });

  it("meets another one half way", () => {
    const told = tell([answer(0, 2, 0, 1), answer(1, 3, 1, 1)]);
    expect(told.find(({ pair }) => pair === "0-4")).toMatchObject({ y: 0.5 });
  });

  it("says nothing of products of the holdout", () => {
    expect(pairsOf(tell([answer(0, 2, 0, 1)], none, Uint8Array.of(0, 1, 0, 0, 1, 0)))).toEqual(["0-3"]);
  });
});

it("an answer about the colours shown tells nothing", () => {
  expect(tell([answer(0, 2, 0, 0), answer(1, 5, 1, 0)])).toEqual([]);
});

it("lists that differ in length are refused with their lengths", () => {
  const inputs = { pairs: Int32Array.of(0, 2), target: Float32Array.of(1, 0), holdsForModels: Uint8Array.of(1, 0) };
  expect(() => tellOtherColours(inputs, catalogue, none)).toThrow("pairs hold 2 ends, target is [2]");
});
