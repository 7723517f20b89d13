import { describe, expect, it } from "vitest";
import { pairKey, pairKeys } from "@/ml/datasets/pairs";
import { compatibilityFigures, newnessFigures } from "@/ml/evaluation/compatibility-figures";
import { byNewness } from "@/ml/evaluation/newness";
import { heldBackQuestions, sameFamilySeasonQuestions } from "@/ml/evaluation/pair-questions";
import { plantedHouse } from "../planted-house";

const { pairs: house } = plantedHouse(21, 400);
const known = pairKeys(400, house.positives);
const knowing = (pairs: Int32Array) =>
  Float32Array.from({ length: pairs.length / 2 }, (_, q) =>
    known.has(pairKey(pairs[2 * q], pairs[2 * q + 1], 400)) ? 1 : 0,
  );

describe("questions by newness", () => {
  const questions = sameFamilySeasonQuestions(house, 1);
  const parts = byNewness(questions, house.holdout);

  it("hold each question once, counted by its new ends", () => {
    expect(parts.bothSeen).toBeUndefined();
    const index = [...parts.oneUnseen!.index, ...parts.bothUnseen!.index].sort((a, b) => a - b);
    expect(index).toEqual(Array.from(questions.target.keys()));
    for (const { pairs, unseen } of [
      { pairs: parts.oneUnseen!.pairs, unseen: 1 },
      { pairs: parts.bothUnseen!.pairs, unseen: 2 },
    ]) {
      for (let q = 0; q < pairs.length; q += 2)
        expect(house.holdout[pairs[q]] + house.holdout[pairs[q + 1]]).toBe(unseen);
    }
  });

  it("keep each true pair beside its negative", () => {
    for (const { target } of Object.values(parts))
      expect([...target]).toEqual(Array.from(target, (_, q) => 1 - (q % 2)));
  });
});

describe("figures by newness", () => {
  it("stand beside the others after a training, with their controls", () => {
    const figures = compatibilityFigures(house, knowing, 1);
    expect(figures["auc.oneUnseen"].value).toBe(1);
    expect(figures["auc.oneUnseen"].n + figures["auc.bothUnseen"].n).toBe(figures["auc.sameFamilySeason"].n);
    expect(figures["sameSeason.bothUnseen"].value).toBe(0.5);
    expect(figures["auc.bothSeen"]).toBeUndefined();
  });

  it("are to be had for two seen products once their pairs were held back", () => {
    const heldBack = house.positives.slice(0, 400);
    const questions = heldBackQuestions({ ...house, positives: house.positives.slice(400) }, heldBack, 1);
    expect(questions.target.length).toBeGreaterThan(100);
    expect(questions.pairs.some((i) => house.holdout[i] === 1)).toBe(false);
    const figures = newnessFigures(
      questions,
      house.holdout,
      knowing,
      [["blind", (p) => new Float32Array(p.length / 2)]],
      1,
    );
    expect(Object.keys(figures).sort()).toEqual(["auc.bothSeen", "blind.bothSeen"]);
    // No negative may be a pair of the outfits, held back or not.
    expect(figures["auc.bothSeen"].value).toBe(1);
    expect(figures["blind.bothSeen"].value).toBe(0.5);
  });
});
