import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkId, checkKinds, checksOf, costsOf, drawOf, type FirstLook, repeatId } from "@/lib/queue/plan/rules";
import { isShownSwapped } from "@/lib/queue/rules";
import { QueuePlan } from "@/lib/queue/schema";

const defaults = QueuePlan.parse({});
const always: QueuePlan = { ...defaults, repeat: 1, secondOpinion: 1, gold: 1 };
const look = (change: Partial<FirstLook> = {}): FirstLook => ({
  labelId: randomUUID(),
  slice: "ranked",
  slot: 0,
  isOfSet: false,
  propensity: null,
  ...change,
});
const kinds = (change: Partial<FirstLook>, plan = always) => checksOf(look(change), plan).map(({ kind }) => kind);

describe("which answers bring a check", () => {
  it("is fixed by the answer's id, and each kind is drawn by itself", () => {
    const labelId = randomUUID();
    expect(drawOf(labelId, "repeat")).toBe(drawOf(labelId, "repeat"));
    expect(new Set(checkKinds.map((kind) => drawOf(labelId, kind))).size).toBe(3);
  });

  it("is as large a share as the plan says", () => {
    const plan = { ...defaults, repeat: 0.1, secondOpinion: 0.25, gold: 0 };
    const drawn = Array.from({ length: 8_000 }, () => checksOf(look(), plan)).flat();
    const shareOf = (kind: string) => drawn.filter((check) => check.kind === kind).length / 8_000;
    expect(shareOf("repeat")).toBeCloseTo(0.1, 1);
    expect(Math.abs(shareOf("secondOpinion") - 0.25)).toBeLessThan(0.025);
    expect(shareOf("gold")).toBe(0);
  });

  it("an answer of a set is never asked again of the same person, but may be of another one alone", () => {
    expect(kinds({ isOfSet: true })).toEqual(["secondOpinion", "gold"]);
  });

  it("a second opinion brings no third one", () => {
    expect(kinds({ slot: 1 })).toEqual(["repeat", "gold"]);
  });

  it("each keeps the chance with which it was drawn; a second opinion keeps its pair's slice and chance too", () => {
    const plan = { ...defaults, repeat: 1, secondOpinion: 0.999999, gold: 1 };
    const [repeat, second, gold] = checksOf(look({ slice: "uniform", propensity: 0.02 }), plan);
    expect(repeat).toMatchObject({ slice: "repeat", propensity: 1 });
    expect(second).toMatchObject({ slice: "uniform", propensity: 0.02 * 0.999999 });
    expect(gold).toMatchObject({ slice: "gold", propensity: 1 });
  });
});

describe("a repeat", () => {
  it("stands the other way round than the first look, under an id that never changes", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (labelId, wasShownSwapped) => {
        const id = repeatId(labelId, wasShownSwapped);
        expect(isShownSwapped(id)).toBe(!wasShownSwapped);
        expect(repeatId(labelId, wasShownSwapped)).toBe(id);
      }),
    );
  });

  it("has another id than the other checks of its answer", () => {
    const labelId = randomUUID();
    expect(new Set([checkId(labelId, "gold"), checkId(labelId, "secondOpinion"), repeatId(labelId, true)]).size).toBe(
      3,
    );
  });
});

describe("what a plan costs", () => {
  it("is told as shares of all answers that add up to one", () => {
    const costs = costsOf({ repeat: 0.1, secondOpinion: 0.05, opinions: 3, gold: 0.05 });
    expect(costs.firstLooks).toBeCloseTo(0.8);
    expect(costs.gold).toBeCloseTo(0.04);
    expect(Object.values(costs).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it("is nothing while nothing is checked", () => {
    expect(costsOf({ repeat: 0, secondOpinion: 0, opinions: 5, gold: 0 }).firstLooks).toBe(1);
  });
});

describe("a plan", () => {
  it.each([
    { uniform: 1.2 },
    { gold: -0.1 },
    { perAnchor: 6 },
    { perAnchor: 0 },
    { opinions: 1 },
    { repeatAfterHours: -1 },
  ])("%o is refused", (change) => {
    expect(QueuePlan.safeParse(change).success).toBe(false);
  });
});
