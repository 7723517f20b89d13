import { describe, expect, it } from "vitest";
import type { FlagFinding } from "@/lib/flags/answers/schema";
import { doubtByRules } from "@/lib/training/rank/doubt-by-rules";
import { flagsFrom } from "@/lib/training/rank/flags-from";
import type { JudgedProduct } from "@/lib/training/rank/judge-catalogue";
import { weighByAnswers } from "@/lib/training/rank/weigh-by-answers";

const tops = { id: 1, name: "Tops" };
const blouses = { id: 2, name: "Blouses" };
const skirts = { id: 3, name: "Skirts" };
const judged = (productId: string, score: number, proposed = blouses): JudgedProduct => ({
  productId,
  score,
  isHoldout: false,
  isDelisted: false,
  given: tops,
  predicted: proposed,
  suspicion: {
    proposed,
    givenProbability: 1 - score,
    proposedProbability: score * 0.75,
    reasons: ["classifier"],
    neighbours: [],
  },
});
const times = (n: number, finding: FlagFinding): FlagFinding[] => Array.from({ length: n }, () => finding);
const found = (outcome: FlagFinding["outcome"], proposed = 2, score = 0.9): FlagFinding => ({
  given: 1,
  proposed,
  score,
  outcome,
});
const scoreOf = (products: JudgedProduct[], id: string) => products.find(({ productId }) => productId === id)!.score;

describe("scores that reviewers' answers are weighed into", () => {
  it("stay as they are before the first answer", () => {
    const products = [judged("a", 0.9)];
    expect(weighByAnswers(products, [])).toEqual(products);
  });

  it("sink when what was raised keeps being kept, and what is shown sinks with them", () => {
    const [weighed] = weighByAnswers([judged("a", 0.9)], times(40, found("keep", 3)));
    expect(weighed!.score).toBeLessThan(0.3);
    expect(weighed!.modelScore).toBe(0.9);
    const { givenProbability, proposedProbability } = weighed!.suspicion!;
    expect(givenProbability).toBeCloseTo(1 - weighed!.score, 12);
    expect(proposedProbability).toBeCloseTo(0.75 * weighed!.score, 12);
  });

  it("of pairs that are called the same sink below those of other pairs", () => {
    const findings = [...times(14, found("ambiguous")), ...times(30, found("error", 3))];
    const weighed = weighByAnswers([judged("near", 0.9), judged("far", 0.85, skirts)], findings);
    expect(scoreOf(weighed, "near")).toBeLessThan(scoreOf(weighed, "far"));
  });

  it("never turn the order round between products of one pair", () => {
    const findings = [...times(5, found("keep", 2, 0.95)), ...times(5, found("error", 2, 0.6))];
    const weighed = weighByAnswers([judged("a", 0.95), judged("b", 0.6)], findings);
    expect(scoreOf(weighed, "a")).toBeGreaterThanOrEqual(scoreOf(weighed, "b"));
  });

  it("keep the version's own score in the flag, so that an answer is never weighed twice", () => {
    const weighed = weighByAnswers([judged("a", 0.95)], times(3, found("error")));
    const [flag] = flagsFrom("v", weighed);
    expect(flag).toMatchObject({ score: weighed[0]!.score, evidence: { modelScore: 0.95 } });
    expect(flag!.score).not.toBe(0.95);
  });
});

describe("what a rule says is never right", () => {
  it("is flagged with the network's own proposal, and the rule is the first reason", () => {
    const products = doubtByRules(
      [judged("a", 0.02), judged("b", 0.02)],
      new Map([["a", { name: "No tops of silk" }]]),
    );
    const flags = flagsFrom("v", [...products, ...Array.from({ length: 40 }, (_, i) => judged(`p${i}`, 0.05))]);
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatchObject({
      productId: "a",
      proposedCategoryId: blouses.id,
      evidence: { reasons: ["the rule “No tops of silk”", "classifier"] },
    });
  });

  it("stays where a reviewer has settled it", () => {
    const settled = { ...judged("a", 0), suspicion: null };
    expect(doubtByRules([settled], new Map([["a", { name: "x" }]]))).toEqual([settled]);
  });
});
