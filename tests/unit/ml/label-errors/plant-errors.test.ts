import { describe, expect, it } from "vitest";
import { confusionOf, mistakeChannel } from "@/ml/label-errors/confusion";
import { type PlantingOptions, plantErrors } from "@/ml/label-errors/plant-errors";
import { matrixOf } from "@/ml/runtime/matrix";
import { plantedHouse } from "../planted-house";

const { categories } = plantedHouse(1);
// Tops are taken for skirts nine times as often as for shoes.
const confusion = matrixOf(3, 3, Float32Array.of(0.5, 0.45, 0.05, 0.1, 0.8, 0.1, 0, 0, 1));
const options: PlantingOptions = { kind: "confusion", rate: 0.2, wholeModels: false, confusion };
const drawnFor = (truth: number, kind: PlantingOptions["kind"], extra: Partial<PlantingOptions> = {}) => {
  const { label, wrong } = plantErrors(categories, { ...options, kind, rate: 0.6, ...extra }, 3);
  return Array.from(label).filter((_, i) => wrong[i] === 1 && categories.label[i] === truth);
};
const shareOf = (drawn: number[], c: number) => drawn.filter((label) => label === c).length / drawn.length;

describe("planted errors", () => {
  it("are as many as asked, visible, truly wrong, and the same for the same seed", () => {
    const { label, wrong } = plantErrors(categories, options, 1);
    const visible = categories.holdout.filter((isHoldout) => isHoldout === 0).length;
    expect(wrong.reduce((sum, value) => sum + value, 0)).toBe(Math.round(0.2 * visible));
    label.forEach((c, i) => {
      expect(c !== categories.label[i]).toBe(wrong[i] === 1);
      if (wrong[i]) expect(categories.holdout[i]).toBe(0);
    });
    expect(plantErrors(categories, options, 1)).toEqual({ label, wrong });
    expect(plantErrors(categories, options, 2).label).not.toEqual(label);
  });

  it("go where the network goes astray, anywhere, or to the category next door", () => {
    expect(shareOf(drawnFor(0, "confusion"), 1)).toBeGreaterThan(0.75);
    const uniform = shareOf(drawnFor(0, "uniform"), 1);
    expect(uniform).toBeGreaterThan(0.3);
    expect(uniform).toBeLessThan(0.7);
    expect(shareOf(drawnFor(0, "sibling"), 1)).toBe(1);
    expect(shareOf(drawnFor(0, "sibling", { parent: Int32Array.of(7, 8, 7) }), 2)).toBe(1);
    // A category that is never taken for another still gets its errors.
    expect(drawnFor(2, "confusion").length).toBeGreaterThan(0);
  });

  it("take a whole garment model to one wrong category where asked", () => {
    const { label, wrong } = plantErrors(categories, { ...options, wholeModels: true }, 1);
    expect(wrong).toContain(1);
    for (let i = 0; i < label.length; i += 2) {
      expect(wrong[i]).toBe(wrong[i + 1]);
      expect(label[i]).toBe(label[i + 1]);
    }
  });

  it("refuse a confusion of other categories", () => {
    expect(() => plantErrors(categories, { ...options, confusion: matrixOf(2, 2) }, 1)).toThrow(/\[2, 2\].*3/);
  });
});

describe("the confusion of a network", () => {
  it("is the mean of what it says of each category's visible products", () => {
    const predictions = matrixOf(categories.label.length, 3);
    categories.label.forEach((c, i) => {
      predictions.data[i * 3 + c] = 0.75;
      predictions.data[i * 3 + ((c + 1) % 3)] = categories.holdout[i] ? 9 : 0.25;
    });
    const rows = Array.from(confusionOf(categories, predictions).data);
    expect(rows.map((p) => Number(p.toFixed(6)))).toEqual([0.75, 0.25, 0, 0, 0.75, 0.25, 0.25, 0, 0.75]);
  });

  it("bends the channel of mistakes towards what is confused, whose rows still sum to one", () => {
    const { data } = mistakeChannel(confusion);
    expect(data[0]).toBe(0);
    expect(data[1]).toBeCloseTo(0.3 * 0.9 + 0.35, 6);
    expect(data[2]).toBeCloseTo(0.3 * 0.1 + 0.35, 6);
    expect(data[6]).toBeCloseTo(0.5, 6);
  });
});
