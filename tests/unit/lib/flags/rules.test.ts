import { describe, expect, it } from "vitest";
import { correctionFor, costOf, isAskedBlind, longestWait, orderByValue, type Valued } from "@/lib/flags/rules";
import type { FlagKind } from "@/lib/flags/schema";

const many = (kind: FlagKind, count: number, probability: number): Valued[] =>
  Array.from({ length: count }, (_, i) => ({ kind, probability: probability - i / 1_000 }));

describe("the order of looking", () => {
  it("is by probability of a real error times the cost of leaving it", () => {
    const flags: Valued[] = [
      { kind: "attribute", probability: 0.99 },
      { kind: "category", probability: 0.6 },
      { kind: "attribute", probability: 0.99, isMissing: true },
      { kind: "photo", probability: 0.9 },
    ];
    expect(orderByValue(flags)).toEqual([3, 1, 0, 2]);
    expect(costOf.category).toBeGreaterThan(costOf.attribute);
  });

  it("lets no kind starve another: each has its turn, as long as it has any", () => {
    const flags = [...many("category", 200, 0.9), ...many("attribute", 30, 0.3), ...many("photo", 5, 0.1)];
    const order = orderByValue(flags);
    expect(new Set(order).size).toBe(flags.length);
    for (const kind of ["attribute", "photo"] as const) {
      const places = order.flatMap((index, place) => (flags[index]!.kind === kind ? [place] : []));
      const gaps = places.map((place, i) => place - (places[i - 1] ?? -1));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(longestWait + 1);
    }
  });

  it("keeps each kind's own order by value, whatever order they come in", () => {
    const flags = many("category", 20, 0.9).reverse();
    const probabilities = orderByValue(flags).map((index) => flags[index]!.probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  });

  it("of no flags is empty", () => {
    expect(orderByValue([])).toEqual([]);
  });
});

describe("asking blind", () => {
  it("takes about one suspect in ten, the same ones always", () => {
    const ids = Array.from({ length: 4_000 }, (_, i) => `flag-${i}-${i * 7919}`);
    const blind = ids.filter(isAskedBlind);
    expect(blind.length / ids.length).toBeGreaterThan(0.07);
    expect(blind.length / ids.length).toBeLessThan(0.13);
    expect(ids.filter(isAskedBlind)).toEqual(blind);
  });
});

describe("what an answer changes", () => {
  const category = {
    kind: "category" as const,
    attribute: "category",
    givenCategoryId: 1,
    proposedCategoryId: 2,
    proposedValues: null,
  };
  const decision = { categoryId: null, values: null };

  it("is nothing for keep, ambiguous and undecidable", () => {
    for (const verdict of ["keep", "ambiguous", "undecidable"])
      expect(correctionFor(category, { ...decision, verdict })).toBeNull();
  });

  it("is nothing when the chosen category is the given one", () => {
    expect(correctionFor(category, { ...decision, verdict: "other", categoryId: 1 })).toBeNull();
    expect(correctionFor(category, { ...decision, verdict: "other", categoryId: 3 })).toEqual({ categoryId: 3 });
  });
});
