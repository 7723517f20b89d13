import { expect, it } from "vitest";
import type { GateReport } from "@/lib/models/evaluation/schema";
import { hasGrown } from "@/lib/training/gate/rules";

const report = (more: Partial<GateReport> = {}): GateReport => ({
  outcome: "notEnough",
  reason: "wide",
  refusal: null,
  source: "judged",
  questions: 600,
  models: 140,
  judgements: 600,
  judgementsNeeded: 500,
  figures: [],
  floors: [],
  ...more,
});
const nothing = { judgements: 0, products: 0, answers: 0 };

it("a gate that could not tell looks again once there is a quarter more to tell by", () => {
  expect(hasGrown("compatibility", report(), { ...nothing, judgements: 749 })).toBe(false);
  expect(hasGrown("compatibility", report(), { ...nothing, judgements: 750 })).toBe(true);
});

it("one that has passed or failed a version does not look again by itself", () => {
  for (const outcome of ["passes", "fails", "incomparable"] as const)
    expect(hasGrown("compatibility", report({ outcome }), { ...nothing, judgements: 9_000 })).toBe(false);
});

it("while outfits decide, answers change nothing until there are enough of them", () => {
  const outfits = report({ source: "outfits", judgements: 100 });
  expect(hasGrown("compatibility", outfits, { ...nothing, judgements: 499 })).toBe(false);
  expect(hasGrown("compatibility", outfits, { ...nothing, judgements: 500 })).toBe(true);
});

it("a handful is too few to look again for, however few there were", () => {
  expect(hasGrown("compatibility", report({ judgements: 4 }), { ...nothing, judgements: 23 })).toBe(false);
  expect(hasGrown("compatibility", report({ judgements: 4 }), { ...nothing, judgements: 24 })).toBe(true);
});

it("categories are compared again after more garments, or after reviewers' answers about them", () => {
  const garments = report({ source: "products", questions: 400 });
  expect(hasGrown("category", garments, { ...nothing, products: 499, answers: 99 })).toBe(false);
  expect(hasGrown("category", garments, { ...nothing, products: 500 })).toBe(true);
  expect(hasGrown("category", garments, { ...nothing, products: 400, answers: 100 })).toBe(true);
});
