import { beforeAll, describe, expect, it } from "vitest";
import { type Card, encodeEvaluation, MOST } from "@/ml/evaluation/card";
import { categoryCard } from "@/ml/evaluation/category-card";
import { categoryControls } from "@/ml/evaluation/category-controls";
import { compatibilityCard } from "@/ml/evaluation/compatibility-card";
import { calibrationBins, precisionRecallPoints, rocPoints } from "@/ml/evaluation/curves";
import { holdoutQuestions } from "@/ml/evaluation/gate-questions";
import { areaUnderCurve } from "@/ml/evaluation/ranking";
import { wilsonInterval } from "@/ml/evaluation/wilson";
import { matrixOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import { plantedHouse } from "../planted-house";

const { pairs: house, categories: catalogue, tone } = plantedHouse(5, 480);
const rng = rngOf(8);
const noise = Float32Array.from({ length: 480 }, () => rng());

/** Knows the rule of the house, but for every product whose noise is above `doubt`. */
const knows =
  (doubt: number) =>
  (pairs: Int32Array): Float32Array =>
    Float32Array.from({ length: pairs.length / 2 }, (_, p) => {
      const [a, b] = [pairs[2 * p], pairs[2 * p + 1]];
      const fits = (tone[a] + tone[b]) % 3 === 1;
      const isLost = noise[a] > doubt || noise[b] > doubt;
      return 0.5 + (fits === isLost ? -1 : 1) * (0.1 + 0.3 * noise[a] * noise[b]);
    });

describe("curves", () => {
  const scores = Float32Array.from({ length: 900 }, () => rng());
  const target = scores.map((p) => +(rng() < p));

  it("of ROC rise from nothing to everything, few enough to draw, with the area that the ranking has", () => {
    const points = rocPoints(scores, target);
    expect(points.length).toBeLessThanOrEqual(61);
    expect([points[0], points.at(-1)]).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]);
    let area = 0;
    for (let p = 1; p < points.length; p++) {
      const [from, to] = [points[p - 1], points[p]];
      expect(to.x >= from.x && to.y >= from.y).toBe(true);
      area += ((to.x - from.x) * (to.y + from.y)) / 2;
    }
    expect(Math.abs(area - areaUnderCurve(scores, target))).toBeLessThan(0.01);
  });

  it("take tied scores in one step", () => {
    expect(rocPoints([1, 1, 1, 1], [1, 0, 1, 0])).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]);
    expect(rocPoints([1, 2], [1, 1])).toEqual([]);
  });

  it("of precision end at the share of true ones", () => {
    const points = precisionRecallPoints(scores, target);
    const share = target.reduce((sum, y) => sum + y, 0) / target.length;
    expect(points.at(-1)).toEqual({ x: 1, y: share });
    expect(points[0].y).toBeGreaterThan(share);
  });

  it("of calibration hold equally many in each bin, and follow what is calibrated", () => {
    const bins = calibrationBins(scores, target);
    expect(bins.map(({ n }) => n)).toEqual(Array(10).fill(90));
    for (const { predicted, lower, upper } of bins.slice(1, -1))
      expect(predicted > lower - 0.05 && predicted < upper + 0.05).toBe(true);
  });

  it("have Wilson's interval: 15 of 50 is .19 to .44 (Wilson 1927)", () => {
    const { lower, upper } = wilsonInterval(0.3, 50);
    expect([lower, upper].map((bound) => bound.toFixed(3))).toEqual(["0.191", "0.438"]);
    expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 });
  });
});

describe("the card of a scorer of pairs", () => {
  const asked = holdoutQuestions(house, 500, 1);
  const names = ["tops", "skirts", "shoes"];
  let card: Card;
  beforeAll(() => {
    card = compatibilityCard(
      house,
      asked,
      { version: knows(0.9), against: knows(0.7) },
      { seed: 1, categories: names },
    );
  });

  it("puts every rule without learning beside each figure", () => {
    const rules = ["cosine", "popularity", "categoryPairs", "attributePairs", "sameSeason"];
    for (const scorers of [
      card.curves.map(({ name }) => name),
      ...card.slices.map(({ figures }) => Object.keys(figures)),
    ])
      expect(scorers).toEqual(expect.arrayContaining(["version", "against", ...rules]));
    expect(Object.keys(card.groups[0].others)).toEqual(expect.arrayContaining(["against", ...rules]));
  });

  it("counts every question once in the confusion matrix and once in the pairs of categories", () => {
    const sum = (list: { n: number }[]) => list.reduce((total, { n }) => total + n, 0);
    expect(card.n).toBe(asked.target.length);
    expect(sum(card.cells)).toBe(card.n);
    expect(sum(card.groups)).toBe(card.n);
    expect(new Set(card.groups.map((group) => group.names.join()))).toHaveProperty("size", card.groups.length);
  });

  it("shows mistakes alone, worn pairs before drawn ones, the surest first", () => {
    expect(card.mistakes.length).toBeLessThanOrEqual(MOST.mistakes);
    expect(card.mistakes.every(({ truth, version }) => truth !== version.says)).toBe(true);
    const confirmed = card.mistakes.map(({ isConfirmed }) => isConfirmed);
    expect(confirmed).toEqual([...confirmed].sort((a, b) => Number(b) - Number(a)));
    const chances = card.mistakes.filter(({ isConfirmed }) => isConfirmed).map(({ version }) => version.chance);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  it("counts what became right and wrong against the version before, as the two scorers have it", () => {
    const [now, before] = [knows(0.9)(asked.pairs), knows(0.7)(asked.pairs)];
    const right = (scores: Float32Array, q: number) => scores[q] > 0.5 === asked.target[q] > 0.5;
    let [gained, lost] = [0, 0];
    for (let q = 0; q < asked.target.length; q++) {
      if (right(now, q) && !right(before, q)) gained++;
      if (!right(now, q) && right(before, q)) lost++;
    }
    expect(card.changes).toMatchObject({ nowRight: gained, nowWrong: lost });
    expect(gained).toBeGreaterThan(0);
  });

  it("has no changes without a version to compare with", () => {
    const alone = compatibilityCard(
      house,
      asked,
      { version: knows(0.9), against: null },
      { seed: 1, categories: names },
    );
    expect(alone.changes).toBeNull();
    expect(alone.curves.some(({ name }) => name === "against")).toBe(false);
  });

  it("stays small enough to be kept with every version", () => {
    expect(encodeEvaluation({ card, gate: null }).length).toBeLessThan(150_000);
  });
});

describe("the card of a category predictor", () => {
  const k = catalogue.classes.length;
  const predict = (doubt: number) => {
    const out = matrixOf(480, k);
    catalogue.label.forEach((c, i) => {
      out.data.fill(0.1, i * k, (i + 1) * k);
      out.data[i * k + (noise[i] > doubt ? (c + 1) % k : c)] = 1 - 0.1 * (k - 1);
    });
    return out;
  };
  const scorers = { version: predict(0.9), against: predict(0.6), ...categoryControls(catalogue) };
  const seen = Int32Array.from(catalogue.label.keys()).filter((i) => catalogue.holdout[i] === 0);
  const card = categoryCard(catalogue, scorers, { rows: seen, scorers }, 1);

  it("tells seen from unseen garments and measures the share that is right", () => {
    const unseen = Int32Array.from(catalogue.label.keys()).filter((i) => catalogue.holdout[i] === 1);
    const right = unseen.filter((i) => noise[i] <= 0.9).length / unseen.length;
    expect(card.slices.map(({ name, n }) => [name, n])).toEqual([
      ["bothUnseen", unseen.length],
      ["bothSeen", seen.length],
    ]);
    expect(card.slices[0].figures.version.value).toBeCloseTo(right, 6);
    expect(card.slices[0].figures.commonest.value).toBeLessThan(0.6);
  });

  it("gives each category a row and each confusion a cell with its garments", () => {
    expect(card.groups.map((group) => group.names[0]).sort()).toEqual([...catalogue.classes].sort());
    const wrong = card.cells.filter(({ truth, says }) => truth !== says);
    expect(wrong.length).toBeGreaterThan(0);
    for (const { truth, says, examples } of wrong)
      for (const { products, version } of examples) {
        const i = catalogue.productIds.indexOf(products[0]);
        expect([catalogue.classes[catalogue.label[i]], version.says]).toEqual([truth, says]);
        expect(catalogue.holdout[i]).toBe(1);
      }
  });

  it("counts rules on visible garments alone", () => {
    const moved = { ...catalogue, label: catalogue.label.map((c, i) => (catalogue.holdout[i] === 1 ? 0 : c)) };
    expect(categoryControls(moved).commonest.data).toEqual(categoryControls(catalogue).commonest.data);
  });
});
