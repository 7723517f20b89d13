import { describe, expect, it } from "vitest";
import { figureTitle, inOrder, trustSentence } from "@/app/(studio)/training/words";
import type { VersionCard } from "@/lib/models/schema";
import { fallenShoes, figureOf, gateAgainst, now, version } from "./training-stage";

describe("the sentence on top", () => {
  const say = (...versions: VersionCard[]) => trustSentence("compatibility", versions, now);

  const asks = (gate: ReturnType<typeof gateAgainst> | null) =>
    say(version(2, 0.7, false, gate), version(1, 0.6, true));

  it("asks to promote what passed the gate, with the gain, its interval and what it rests on", () => {
    expect(asks(gateAgainst())).toBe(
      "v1 serves. v2 finished 3 min ago and is better by 1.4 points (0.3 to 2.5) on 612 pairs nobody trained on. Promote?",
    );
  });

  it("says that outfits stand in while there are too few judgements", () => {
    expect(asks(gateAgainst({ source: "outfits", judgements: 212, questions: 1_240 }))).toContain(
      "on 1,240 pairs from outfits nobody trained on (212 judged pairs so far; from 500 on they decide). Promote?",
    );
  });

  it.each([
    [
      "worse",
      figureOf(-0.021, -0.034, -0.008),
      "is worse by 2.1 points (−3.4 to −0.8) on 612 pairs nobody trained on. Keep v1.",
    ],
    [
      "noBetter",
      figureOf(0.001, -0.002, 0.004),
      "is no better on 612 pairs nobody trained on: by 0.4 points at most. Keep v1.",
    ],
    ["floor", figureOf(0.014, 0.003, 0.025), "But it falls on Shoes by 6.0 points. Keep v1."],
  ] as const)("says why the gate is against it: %s", (reason, figures, words) => {
    expect(asks(gateAgainst({ outcome: "fails", reason, figures, floors: fallenShoes }))).toContain(words);
  });

  it("says that there is not enough to tell yet", () => {
    const wide = gateAgainst({ outcome: "notEnough", reason: "wide", figures: figureOf(0.004, -0.011, 0.019) });
    expect(asks(wide)).toContain(
      "went up by 0.4 points (−1.1 to 1.9) on 612 pairs nobody trained on, which chance may explain. That is not enough to tell yet.",
    );
    expect(asks(gateAgainst({ outcome: "notEnough", reason: "tooFew", figures: [], questions: 12 }))).toContain(
      "was compared with v1 on 12 pairs nobody trained on. That is too few to tell anything.",
    );
  });

  it("says that two versions answer alike on the few that there are", () => {
    const alike = gateAgainst({ outcome: "notEnough", reason: "wide", figures: figureOf(0, 0, 0), questions: 83 });
    expect(asks(alike)).toContain("answers as v1 does on 83 pairs nobody trained on. That is not enough to tell yet.");
  });

  it("says why two versions cannot be compared", () => {
    const refusal = "v1 reads the photos as another encoder saw them.";
    expect(asks(gateAgainst({ outcome: "incomparable", reason: "incomparable", refusal, figures: [] }))).toContain(
      "and cannot be compared with v1. v1 reads the photos as another encoder saw them.",
    );
  });

  it("says that a comparison is under way, and after a while that there is none", () => {
    expect(asks(null)).toBe("v1 serves. v2 finished 3 min ago and is being compared with it.");
    expect(asks(gateAgainst({ againstId: "v0", againstNumber: 0 }))).toContain("is being compared with it.");
    const late = trustSentence("compatibility", [version(2, 0.7), version(1, 0.6, true)], now + 3_600_000);
    expect(late).toContain("has not been compared with v1 yet.");
  });

  it("names who serves and on what it was measured", () => {
    expect(say(version(3, 0.6, true))).toBe("v3 serves: .60 (.58 to .62) on 412 pairs nobody trained on.");
  });

  it("warns while a simple rule does better than what serves", () => {
    expect(say(version(3, 0.5, true))).toContain("The best simple rule reaches .55: it needs more labels");
  });

  it("lists figures in one order, whatever order they were stored in", () => {
    const keys = ["auc.validation", "zeta.judged", "averagePrecision.judged", "auc.sameFamilySeason", "auc.judged"];
    const order = ["auc.judged", "auc.sameFamilySeason", "auc.validation", "averagePrecision.judged", "zeta.judged"];
    expect(inOrder(keys)).toEqual(order);
    expect(inOrder(keys.toReversed())).toEqual(order);
  });

  it("spells out a figure that it has no words for", () => {
    expect(figureTitle("auc.sameFamilySeason")).toBe("AUC, same category and season");
    expect(figureTitle("brierScore.coldStart")).toBe("Brier score, cold start");
  });
});
