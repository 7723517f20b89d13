import { expect, it } from "vitest";
import { type OpenWork, openWithin, reachOf } from "@/lib/assignments/rules";

const parents = new Map([
  [1, null],
  [2, 1],
  [3, 2],
  [4, null],
]);
const scope = { categories: [{ id: 2, name: "Shoes" }], seasons: ["Spring"] };
const work: OpenWork[] = [
  { head: "compatibility", categoryIds: [3, 4], seasons: [null, null], tasks: 5 },
  { head: "compatibility", categoryIds: [4, 4], seasons: ["Spring", null], tasks: 3 },
  { head: "compatibility", categoryIds: [1, 4], seasons: [null, "Autumn"], tasks: 2 },
  { head: "category", categoryIds: [null], seasons: [null], tasks: 1 },
];

it("a scope reaches its categories and those below them, not those above", () => {
  expect([...reachOf(scope, parents).categoryIds]).toEqual([2, 3]);
});

it("a pair counts when either of its garments is reached; one with neither category nor season by whoever has all", () => {
  expect(openWithin(work, [reachOf(scope, parents)])).toEqual({ pairs: 8, flags: 0 });
  expect(openWithin(work, [reachOf(scope, parents), null])).toEqual({ pairs: 10, flags: 1 });
  expect(openWithin(work, [])).toEqual({ pairs: 0, flags: 0 });
});
