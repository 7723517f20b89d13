import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lessonOf, movesOf } from "@/lib/training/online/rules";
import type { Place } from "@/lib/training/online/schema";

const place = (taskId: string, rank: number, data: Partial<Place> = {}): Place => ({
  taskId,
  rank,
  estimate: null,
  uncertainty: null,
  isFront: true,
  isFree: true,
  isOpen: true,
  ...data,
});
const orderOf = (...taskIds: string[]) => new Map(taskIds.map((taskId) => [taskId, 0.5]));
const ranksOf = (places: Place[], order: Map<string, number>) => {
  const moves = new Map(movesOf(places, order).map((move) => [move.taskId, move.rank]));
  return Object.fromEntries(places.map(({ taskId, rank }) => [taskId, moves.get(taskId) ?? rank]));
};

describe("new places", () => {
  it("go to what teaches most, and whoever leaves the front takes the place that was left for it", () => {
    const places = [place("a", 0), place("b", 1), place("z", 900, { isFront: false })];
    expect(ranksOf(places, orderOf("z", "a", "b"))).toEqual({ z: 0, a: 1, b: 900 });
  });

  it("are never taken from a random check, nor from what somebody holds", () => {
    const places = [
      place("a", 0),
      place("check", 1, { isFree: false }),
      place("held", 2, { isFree: false }),
      place("b", 3),
    ];
    expect(ranksOf(places, orderOf("b", "held", "check", "a"))).toEqual({ b: 0, check: 1, held: 2, a: 3 });
  });

  it("stay as they are for what nothing is known of, behind the rest", () => {
    expect(ranksOf([place("a", 0), place("b", 1), place("c", 2)], orderOf("c"))).toEqual({ c: 0, a: 1, b: 2 });
    expect(movesOf([place("a", 0), place("b", 1)], new Map())).toEqual([]);
  });

  it("keep the set of tasks and the set of ranks, whatever the order asks for", () => {
    const states = fc.record({ isFront: fc.boolean(), isFree: fc.boolean(), gap: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(states, { maxLength: 40 }), fc.array(fc.integer({ min: 0, max: 60 })), (rows, wanted) => {
        let rank = 0;
        const sorted = [...rows.filter((row) => row.isFront), ...rows.filter((row) => !row.isFront)];
        const places = sorted.map((row, i) => {
          rank += row.gap;
          return place(`t${i}`, rank, { isFront: row.isFront, isFree: row.isFree });
        });
        const after = ranksOf(places, new Map(wanted.map((i) => [`t${i}`, 0.3])));
        const ranks = (values: number[]) => [...values].sort((a, b) => a - b);
        expect(ranks(Object.values(after))).toEqual(ranks(places.map((p) => p.rank)));
        for (const p of places) if (!p.isFree) expect(after[p.taskId]).toBe(p.rank);
      }),
    );
  });

  it("come with the chance of now, and a change that nobody would notice is not written", () => {
    const places = [place("a", 0, { estimate: 0.4, uncertainty: 0.97 })];
    expect(movesOf(places, new Map([["a", 0.401]]))).toEqual([]);
    const [move] = movesOf(places, new Map([["a", 0.5]]));
    expect(move).toMatchObject({ rank: 0, estimate: 0.5, uncertainty: 1, was: { rank: 0, estimate: 0.4 } });
  });
});

it("unsure teaches nothing, and a candidate left out of a set as much as was measured", () => {
  expect(lessonOf("unsure", 0.4)).toBeNull();
  expect(lessonOf("fits", 0.4)).toEqual({ y: 1, weight: 1 });
  expect(lessonOf("clashes", 0.4)).toEqual({ y: 0, weight: 1 });
  expect(lessonOf("notChosen", 0.4)).toEqual({ y: 0, weight: 0.4 });
  expect(lessonOf("notChosen", 0)).toBeNull();
});
