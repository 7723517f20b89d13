import { describe, expect, it } from "vitest";
import { holdsForModels, lackOf, mayTryAgain, meanJudgement, weighed, withPoint } from "@/lib/training/rules";

describe("the weight of a judgement", () => {
  const given = (userId: string, verdict: string) => ({ userId, verdict });
  const weights = (...judgements: { userId: string; verdict: string }[]) =>
    weighed(judgements, 0.4).map(({ verdict, weight }) => [verdict, weight]);

  it("is one a person, however often they looked", () => {
    expect(weights(given("ana", "fits"), given("ana", "clashes"), given("ben", "fits"))).toEqual([
      ["fits", 0.5],
      ["clashes", 0.5],
      ["fits", 1],
    ]);
  });

  it("is as much as the person has proved reliable, left out of a set or not", () => {
    const said = [given("ana", "fits"), given("ben", "notChosen"), given("new", "clashes")];
    const reliable = new Map([
      ["ana", 1.4],
      ["ben", 0.5],
    ]);
    expect(weighed(said, 0.4, reliable).map(({ weight }) => weight)).toEqual([1.4, 0.2, 1]);
  });

  it("is less for what was left out of a set, and nothing for doubt", () => {
    expect(weights(given("ana", "notChosen"), given("ben", "unsure"))).toEqual([["notChosen", 0.4]]);
    expect(meanJudgement(weighed([given("ana", "notChosen"), given("ben", "fits")], 0.25))).toEqual({
      y: 0.8,
      weight: 1.25,
    });
  });
});

describe("several judgements of one pair", () => {
  const said = (...verdicts: string[]) => verdicts.map((verdict) => ({ verdict, weight: 1 }));

  it("are averaged, and weigh together what they weigh apart", () => {
    expect(meanJudgement(said("fits", "fits", "clashes", "fits"))).toEqual({ y: 0.75, weight: 4 });
  });

  it("count a more reliable answer for more", () => {
    expect(
      meanJudgement([
        { verdict: "fits", weight: 3 },
        { verdict: "clashes", weight: 1 },
      ]),
    ).toEqual({ y: 0.75, weight: 4 });
  });

  it("leave out who was unsure, and say nothing when nobody was sure", () => {
    expect(meanJudgement(said("unsure", "clashes"))).toEqual({ y: 0, weight: 1 });
    expect(meanJudgement(said("unsure", "unsure"))).toBeNull();
  });
});

describe("a clash holds for every colour of its garments", () => {
  const said = (...answers: [verdict: string, reason: string | null][]) =>
    holdsForModels(answers.map(([verdict, reason]) => ({ verdict, reason })));

  it("when somebody said why, and colour has nothing to do with it", () => {
    expect(said(["clashes", "season"])).toBe(true);
    expect(said(["clashes", "style"], ["clashes", null], ["unsure", "photo-or-data-wrong"])).toBe(true);
  });

  it("not when colour was the reason, or the photo, or nobody gave one", () => {
    expect(said(["clashes", "colour"])).toBe(false);
    expect(said(["clashes", "season"], ["clashes", "colour"])).toBe(false);
    expect(said(["clashes", "photo-or-data-wrong"])).toBe(false);
    expect(said(["clashes", null])).toBe(false);
  });

  it("not when somebody thinks that it fits", () => {
    expect(said(["clashes", "season"], ["fits", null])).toBe(false);
  });
});

it("a run is tried once and twice again", () => {
  expect([1, 2, 3].map(mayTryAgain)).toEqual([true, true, false]);
});

describe("the loss curve", () => {
  it("has one point for each epoch, the latest one", () => {
    const curve = withPoint(withPoint(withPoint([], 1, 0.7, 0.5), 2, 0.6, null), 1, 0.65, 0.6);
    expect(curve).toEqual([
      { epoch: 1, loss: 0.65, validation: 0.6 },
      { epoch: 2, loss: 0.6 },
    ]);
  });

  it("does not change while nothing is trained", () => {
    expect(withPoint([{ epoch: 1, loss: 1 }], 0, null, null)).toEqual([{ epoch: 1, loss: 1 }]);
  });
});

describe("enough to train on", () => {
  const plenty = { outfitPairs: 200, judgedPairs: 0, embedded: 100, products: 100, categories: 5 };

  it("is there once outfits and photos are", () => {
    expect(lackOf("compatibility", plenty)).toBeNull();
    expect(lackOf("category", plenty)).toBeNull();
  });

  it("is refused with what is missing", () => {
    expect(lackOf("compatibility", { ...plenty, embedded: 0 })).toContain("begins by itself after the first import");
    expect(lackOf("compatibility", { ...plenty, outfitPairs: 20, judgedPairs: 10 })).toContain("30 pairs");
    expect(lackOf("category", { ...plenty, categories: 1 })).toContain("two categories");
    expect(lackOf("category", { ...plenty, products: 12 })).toContain("12 products");
  });
});
