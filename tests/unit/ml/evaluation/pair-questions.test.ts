import { describe, expect, it } from "vitest";
import { pairKey, pairKeys } from "@/ml/datasets/pairs";
import { compatibilityFigures } from "@/ml/evaluation/compatibility-figures";
import { choiceQuestions, degreeMatchedQuestions, sameFamilySeasonQuestions } from "@/ml/evaluation/pair-questions";
import { plantedHouse } from "../planted-house";

const { pairs: house } = plantedHouse(11, 400);
const known = pairKeys(400, house.positives);

describe.each([
  ["same family and season", sameFamilySeasonQuestions],
  ["degree-matched", degreeMatchedQuestions],
])("%s questions", (_, draw) => {
  const { pairs, target, cluster } = draw(house, 1);

  it("set each true pair against one that no outfit holds, turning on a holdout product", () => {
    expect(target.length).toBeGreaterThan(100);
    for (let q = 0; q < target.length; q += 2) {
      const [[kept, right], [same, wrong]] = [
        [pairs[2 * q], pairs[2 * q + 1]],
        [pairs[2 * q + 2], pairs[2 * q + 3]],
      ];
      expect([target[q], target[q + 1]]).toEqual([1, 0]);
      expect(same).toBe(kept);
      expect([house.holdout[right], house.holdout[wrong]]).toEqual([1, 1]);
      expect(known.has(pairKey(kept, right, 400))).toBe(true);
      expect(known.has(pairKey(kept, wrong, 400))).toBe(false);
      expect([house.family[wrong], house.season[wrong]]).toEqual([house.family[right], house.season[right]]);
      expect(cluster[q]).toBe(house.group[right]);
    }
  });

  it("are the same for the same seed", () => {
    expect(draw(house, 1)).toEqual({ pairs, target, cluster });
    expect(draw(house, 2).pairs).not.toEqual(pairs);
  });
});

describe("choices", () => {
  it("put four different products of one family and season beside the same one", () => {
    const { pairs, candidates, cluster } = choiceQuestions(house, 1);
    expect(cluster.length).toBeGreaterThan(50);
    for (let q = 0; q < cluster.length; q++) {
      const block = Array.from({ length: candidates }, (_, c) => [
        pairs[2 * (q * candidates + c)],
        pairs[2 * (q * candidates + c) + 1],
      ]);
      expect(new Set(block.map(([kept]) => kept)).size).toBe(1);
      expect(new Set(block.map(([, end]) => end)).size).toBe(4);
      expect(new Set(block.map(([, end]) => `${house.family[end]}/${house.season[end]}`)).size).toBe(1);
    }
  });
});

describe("holdout figures", () => {
  const figures = (score: (i: number, j: number) => number) =>
    compatibilityFigures(
      house,
      (pairs) => Float32Array.from({ length: pairs.length / 2 }, (_, p) => score(pairs[2 * p], pairs[2 * p + 1])),
      1,
    );

  it("are perfect for a scorer that knows the outfits, and even for one that knows nothing", () => {
    const perfect = figures((i, j) => (known.has(pairKey(i, j, 400)) ? 1 : 0));
    expect(perfect["auc.sameFamilySeason"]).toMatchObject({ value: 1, lower: 1, upper: 1 });
    expect(perfect["fillInTheBlank.sameFamilySeason"].value).toBe(1);
    const blind = figures(() => 0.3);
    expect(blind["auc.degreeMatched"].value).toBe(0.5);
    expect(blind["fillInTheBlank.sameFamilySeason"].value).toBeCloseTo(0.25, 10);
  });

  it("show that season and category pairs give nothing away under these negatives", () => {
    const found = figures(() => 0);
    expect(found["sameSeason.sameFamilySeason"].value).toBe(0.5);
    expect(found["categoryPairs.degreeMatched"].value).toBe(0.5);
  });

  it("use judged pairs of the uniform slice where there are any", () => {
    const judged = Int32Array.from({ length: 80 }, (_, at) => at % 40);
    const found = compatibilityFigures(
      { ...house, holdoutJudged: judged, holdoutJudgedY: Float32Array.from({ length: 40 }, (_, p) => p % 2) },
      (pairs) => new Float32Array(pairs.length / 2).fill(0.5),
      1,
    );
    expect(found["auc.judged"].n).toBe(40);
    expect(found["expectedCalibrationError.judged"].value).toBeCloseTo(0, 6);
  });
});
