import { expect, it } from "vitest";
import { makeHouse } from "@/prisma/demo/house";
import { practicePairs } from "@/prisma/demo/practice";
import { clashes, fitsTogether } from "@/prisma/demo/style-guide";
import { DEMO_SEED } from "@/prisma/demo/write-demo";

const house = makeHouse(660, DEMO_SEED);
const byId = new Map(house.map((garment) => [garment.id, garment]));
const pairs = practicePairs(house, DEMO_SEED, () => true);

it("twenty pairs, half of which fit, every rule of the guide among the others", () => {
  expect(pairs).toHaveLength(20);
  expect(pairs.filter(({ verdict }) => verdict === "fits")).toHaveLength(10);
  expect(new Set(pairs.map(({ reason }) => reason)).size).toBe(7);
});

it("each says what the house says: a clash breaks the rule that is named and no other", () => {
  for (const { a, b, verdict, reason } of pairs) {
    const [first, second] = [byId.get(a)!, byId.get(b)!];
    expect(fitsTogether(first, second)).toBe(verdict === "fits");
    if (reason) expect(clashes(first, second)).toEqual([reason]);
  }
});

it("no garment model comes twice, and nothing that may not be used", () => {
  const models = pairs.flatMap(({ a, b }) => [byId.get(a)!.model, byId.get(b)!.model]);
  expect(new Set(models).size).toBe(40);
  const banned = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const others = practicePairs(house, DEMO_SEED, (a, b) => !banned.has(a.id) && !banned.has(b.id));
  expect(others.some(({ a, b }) => banned.has(a) || banned.has(b))).toBe(false);
});

it("comes in the same order each time, and not all of one kind first", () => {
  expect(practicePairs(house, DEMO_SEED, () => true)).toEqual(pairs);
  expect(new Set(pairs.slice(0, 8).map(({ verdict }) => verdict)).size).toBe(2);
});
