import { describe, expect, it } from "vitest";
import { titleOf } from "@/prisma/demo/copy";
import { makeHouse } from "@/prisma/demo/house";
import { makeOutfits, outfitNoise } from "@/prisma/demo/outfits";
import { givenCategories, plantedShare } from "@/prisma/demo/planted-errors";
import { seeded } from "@/prisma/demo/random";
import { areWorn, clashes, fitsTogether } from "@/prisma/demo/style-guide";
import { answerPair } from "@/prisma/demo/stylist";
import { catalogueCsv, DEMO_SEED } from "@/prisma/demo/write-demo";

const house = makeHouse(660, DEMO_SEED);
const outfits = makeOutfits(house, 420, DEMO_SEED);

describe("the demo house", () => {
  it("is the same each time it is made from the same seed, and another from another", () => {
    expect(catalogueCsv(makeHouse(660, DEMO_SEED), DEMO_SEED)).toBe(catalogueCsv(house, DEMO_SEED));
    expect(makeOutfits(house, 420, DEMO_SEED)).toEqual(outfits);
    expect(catalogueCsv(makeHouse(660, 1), 1)).not.toBe(catalogueCsv(house, DEMO_SEED));
  });

  it("is large and varied enough to work with", () => {
    expect(house.length).toBeGreaterThanOrEqual(600);
    expect(outfits.length).toBeGreaterThanOrEqual(400);
    expect(new Set(house.map(({ category }) => category)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(house.map(({ id }) => id)).size).toBe(house.length);
    const colours = new Map<string, Set<string>>();
    for (const { model, colour } of house) colours.set(model, (colours.get(model) ?? new Set()).add(colour.name));
    expect([...colours.values()].every(({ size }) => size >= 2)).toBe(true);
  });

  it("names a garment's cloth once", () => {
    const facts = { colour: "navy", pattern: "denim", style: "sporty", fit: "slim", season: "SS26" } as const;
    expect(titleOf({ ...facts, type: "Denim shorts", fabric: "denim" })).toBe("Denim shorts");
    expect(titleOf({ ...facts, type: "Classic shirt", fabric: "linen", pattern: "stripe" })).toBe(
      "Striped linen classic shirt",
    );
  });

  it("files a known share under a wrong category, and nothing else", () => {
    const given = givenCategories(house, DEMO_SEED);
    const wrong = house.filter(({ id, category }) => given.get(id) !== category);
    expect(wrong.length).toBe(Math.round(plantedShare * house.length));
    const known = new Set(house.map(({ category }) => category));
    expect(wrong.every(({ id }) => known.has(given.get(id) ?? ""))).toBe(true);
  });
});

describe("its style guide", () => {
  it("says the same of a pair whichever garment comes first", () => {
    const rng = seeded("pairs");
    for (let i = 0; i < 2_000; i++) {
      const [a, b] = [house[Math.floor(rng() * house.length)]!, house[Math.floor(rng() * house.length)]!];
      expect(clashes(a, b)).toEqual(clashes(b, a));
      expect(areWorn(a, b)).toBe(areWorn(b, a));
    }
  });

  it("is kept by the outfits, but for the share that people get wrong", () => {
    const broken = outfits.filter(({ items }) =>
      items.some((a, i) => items.slice(i + 1).some((b) => !fitsTogether(a, b))),
    );
    expect(broken.length / outfits.length).toBeGreaterThan(outfitNoise / 3);
    expect(broken.length / outfits.length).toBeLessThan(outfitNoise * 1.5);
  });

  it("leaves something to learn: pairs of worn garments both fit and clash often", () => {
    const rng = seeded("balance");
    let [worn, fitting] = [0, 0];
    for (let i = 0; i < 5_000; i++) {
      const [a, b] = [house[Math.floor(rng() * house.length)]!, house[Math.floor(rng() * house.length)]!];
      if (!areWorn(a, b)) continue;
      worn += 1;
      if (fitsTogether(a, b)) fitting += 1;
    }
    expect(fitting / worn).toBeGreaterThan(0.1);
    expect(fitting / worn).toBeLessThan(0.6);
  });

  it("is followed by the simulated stylist, who gives the rule that is broken and errs at the stated rate", () => {
    const rng = seeded("stylist");
    let [sure, wrong] = [0, 0];
    for (let i = 0; i < 4_000; i++) {
      const [a, b] = [house[i % house.length]!, house[(i * 7 + 3) % house.length]!];
      const { verdict, reason } = answerPair(a, b, rng, 0.1);
      if (verdict === "unsure") continue;
      sure += 1;
      if ((verdict === "fits") !== fitsTogether(a, b)) wrong += 1;
      if (reason) expect(clashes(a, b)).toContain(reason);
    }
    expect(sure).toBeGreaterThan(3_500);
    expect(wrong / sure).toBeGreaterThan(0.07);
    expect(wrong / sure).toBeLessThan(0.13);
  });
});
