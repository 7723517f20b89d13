import { expect, it } from "vitest";
import { assumedWeight, reliabilityOf, weightOfNotChosen } from "@/lib/labels/agreement/rules";

it("left out of a set weighs what is assumed until pairs are judged both ways", () => {
  expect(weightOfNotChosen({ clashing: 0, judged: 0 })).toBeCloseTo(assumedWeight);
});

it("then what was measured, the more the longer it is measured", () => {
  expect(weightOfNotChosen({ clashing: 8, judged: 10 })).toBeCloseTo(0.55);
  expect(weightOfNotChosen({ clashing: 800, judged: 1_000 })).toBeCloseTo(0.795, 3);
});

const shared = (userId: string, same: number, n: number) => ({ userId, same, n });

it("people weigh as much as the house while few pairs were judged by several, or people hardly agree", () => {
  expect(reliabilityOf([]).size).toBe(0);
  expect(reliabilityOf([shared("ana", 15, 19), shared("ben", 15, 19)]).size).toBe(0);
  expect(reliabilityOf([shared("ana", 105, 200), shared("ben", 105, 200)]).size).toBe(0);
});

it("a person who agrees with others as the house does weighs one, one who agrees less weighs less", () => {
  const weights = reliabilityOf([shared("ana", 160, 200), shared("ben", 180, 200), shared("eva", 140, 200)]);
  expect(weights.get("ana")).toBeCloseTo(1, 5);
  // (2 · (180 + 16) / 220 − 1) / (2 · .8 − 1)
  expect(weights.get("ben")).toBeCloseTo(1.303, 3);
  expect(weights.get("eva")).toBeCloseTo(0.697, 3);
});

it("a few pairs move nobody far, and nobody is silenced or left to decide alone", () => {
  const weights = reliabilityOf([shared("ana", 900, 1_000), shared("new", 0, 2), shared("contrary", 0, 300)]);
  expect(weights.get("new")).toBeGreaterThan(0.6);
  expect(weights.get("contrary")).toBe(0.2);
  expect(weights.get("ana")).toBe(1.5);
});
