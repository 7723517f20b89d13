import { describe, expect, it } from "vitest";
import { pairwiseOf, sameOpinion } from "@/lib/insights/agreement/rules";
import {
  doubtByReason,
  figuresOf,
  isToldOf,
  type Looks,
  unclearestFirst,
  weightsOf,
} from "@/lib/insights/quality/rules";
import { curvePoints, curveStops, defaultTarget, meanFigure } from "@/lib/insights/return/rules";
import type { VersionCard } from "@/lib/models/schema";

const figure = (value: number, half = 0.02, n = 100) => ({ value, lower: value - half, upper: value + half, n });

describe("where people differ", () => {
  it("two of three the same is one pair of people in three", () => {
    expect(sameOpinion({ fits: 2, clashes: 1 })).toBeCloseTo(1 / 3, 12);
    expect(sameOpinion({ fits: 0, clashes: 2 })).toBe(1);
    expect(sameOpinion({ fits: 1, clashes: 1 })).toBe(0);
  });

  it("pairs count as often as there are of them", () => {
    const units = [
      { fits: 2, clashes: 0, n: 60 },
      { fits: 1, clashes: 1, n: 20 },
      { fits: 2, clashes: 0, n: 20 },
    ];
    const found = pairwiseOf(units)!;
    expect(found).toMatchObject({ value: expect.closeTo(0.8, 6), n: 100 });
    expect(found.lower).toBeGreaterThan(0.7);
    expect(found.upper).toBeLessThan(0.9);
    expect(pairwiseOf([])).toBeNull();
    // One pair of one mind is no certainty: Wilson's bound of 1 in 1.
    expect(pairwiseOf([{ fits: 2, clashes: 0, n: 1 }])).toMatchObject({ value: 1, lower: expect.closeTo(0.207, 3) });
    expect(pairwiseOf([{ fits: 1, clashes: 1, n: 1 }])).toMatchObject({ value: 0, upper: expect.closeTo(0.793, 3) });
  });

  it("a person's looks are held against the others', and against what was settled before what most said", () => {
    const look = (more: Partial<Looks>): Looks => ({
      userId: "ana",
      verdict: "fits",
      reason: null,
      fits: 0,
      clashes: 0,
      settled: null,
      n: 1,
      ...more,
    });
    const looks = [
      look({ fits: 1, clashes: 1, n: 4 }),
      look({ fits: 2, n: 3 }),
      look({ verdict: "clashes", reason: "colour", fits: 1, settled: "clashes", n: 2 }),
      look({ verdict: "clashes", fits: 1, settled: "unsure" }),
    ];
    const { withOthers, withConsensus, withOneself } = figuresOf(looks, [{ userId: "ana", k: 3, n: 4 }], []);
    // Four half shared, three shared, three not; where the others are even, or nothing was settled, is no consensus.
    expect(withOthers).toMatchObject({ value: 5 / 10, n: 10 });
    expect(withConsensus).toMatchObject({ value: 1, n: 5 });
    expect(withOneself).toMatchObject({ value: 3 / 4, n: 4 });
    expect(doubtByReason(looks)).toEqual([{ reason: "colour", k: 2, n: 2 }]);
    expect(weightsOf([look({ fits: 1, n: 39 })]).size).toBe(0);
    const two = weightsOf([
      look({ fits: 1, n: 90 }),
      look({ userId: "ben", fits: 1, n: 30 }),
      look({ userId: "ben", clashes: 1, n: 30 }),
    ]);
    expect(two.get("ana")!).toBeGreaterThan(1);
    expect(two.get("ben")!).toBeLessThan(1);
  });

  it("stands first where it is surest, and not at all on four pairs or none that differ", () => {
    const cases = [
      { name: "four of four", differing: { value: 1, lower: 0.5, n: 4 } },
      { name: "three of five", differing: { value: 0.6, lower: 0.23, n: 5 } },
      { name: "fifty of a hundred", differing: { value: 0.5, lower: 0.4, n: 100 } },
      { name: "none of ninety", differing: { value: 0, lower: 0, n: 90 } },
    ];
    expect(unclearestFirst(cases).map(({ name }) => name)).toEqual(["fifty of a hundred", "three of five"]);
  });

  it("a change is told for its days, to who was here before it", () => {
    const at = (day: number) => new Date(Date.UTC(2026, 2, day));
    expect(isToldOf(at(10), at(1), at(20), 14)).toBe(true);
    expect(isToldOf(at(10), at(1), at(25), 14)).toBe(false);
    expect(isToldOf(at(10), at(11), at(20), 14)).toBe(false);
  });
});

describe("what labels buy", () => {
  const version = (number: number, figures: VersionCard["metrics"]["figures"]) => ({
    number,
    isChampion: false,
    counts: { "judged pairs": number * 100 },
    metrics: { figures, controls: {}, warnings: [], counts: {} },
  });

  it("is read off judged random pairs once two versions were measured on them, off outfits until then", () => {
    const outfits = { "auc.sameFamilySeason": figure(0.6) };
    const both = { ...outfits, "auc.judged": figure(0.7) };
    expect(curvePoints([version(2, both), version(1, outfits)])).toMatchObject({
      measuredOn: "outfits",
      points: [
        { version: 1, labels: 100 },
        { version: 2, quality: { value: 0.6 } },
      ],
    });
    expect(curvePoints([version(3, both), version(2, both), version(1, outfits)])).toMatchObject({
      measuredOn: "judged",
      points: [{ version: 2, quality: { value: 0.7 } }, { version: 3 }],
    });
  });

  it("asks for two points more than the best, and never for perfection", () => {
    const at = (value: number) => ({ version: 1, labels: 1, quality: figure(value), isChampion: true });
    expect(defaultTarget([at(0.641), at(0.6)])).toBe(0.67);
    expect(defaultTarget([at(0.985)])).toBe(0.99);
    expect(defaultTarget([])).toBe(0.52);
  });

  it("draws the curve from none to twice the labels there are", () => {
    const stops = curveStops(1_000);
    expect([stops[0], stops.at(-1)]).toEqual([0, 2_000]);
    expect(stops[1]! - stops[0]!).toBeLessThan(stops.at(-1)! - stops.at(-2)!);
  });

  it("a mean of one value has no interval to show", () => {
    expect(meanFigure({ n: 1, sum: 2, squares: 4 })).toBeNull();
    // Of 1 and 3: 2, with an error of 1.
    const { value, lower } = meanFigure({ n: 2, sum: 4, squares: 10 })!;
    expect([value, lower]).toEqual([2, 2 - 1.959964]);
  });
});
