import { describe, expect, it } from "vitest";
import { drawAudits } from "@/lib/training/rank/draw-audits";
import type { JudgedProduct } from "@/lib/training/rank/judge-catalogue";
import { rngOf } from "@/ml/runtime/seed";

const versionId = "00000000-0000-4000-8000-000000000000";
const product = (i: number, change: Partial<JudgedProduct> = {}): JudgedProduct => ({
  productId: `p${i}`,
  isHoldout: i % 10 === 0,
  isDelisted: false,
  given: { id: 1, name: "Trousers" },
  predicted: null,
  score: 0.1,
  suspicion: {
    proposed: { id: 2, name: "Leggings" },
    givenProbability: 0.9,
    proposedProbability: 0.1,
    reasons: [],
    neighbours: [],
  },
  ...change,
});
const products = Array.from({ length: 400 }, (_, i) => product(i));
const draw = { versionId, products, waiting: new Set<string>(), ranked: 170, share: 0.15 };

describe("drawing random looks", () => {
  it("fills the share of the queue, each with its chance, of the holdout too", () => {
    const drawn = drawAudits(draw, rngOf(1));
    expect(drawn).toHaveLength(30);
    expect(new Set(drawn.map(({ productId }) => productId)).size).toBe(30);
    expect(drawn.every(({ slice, propensity }) => slice === "uniform" && propensity === 30 / 400)).toBe(true);
    const holdout = Array.from({ length: 50 }, (_, seed) => drawAudits(draw, rngOf(seed))).flat();
    const share = holdout.filter(({ productId }) => Number(productId.slice(1)) % 10 === 0).length / holdout.length;
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  it("draws every product with the same chance", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const { productId } of drawAudits(draw, rngOf(seed)))
        counts.set(productId, (counts.get(productId) ?? 0) + 1);
    const expected = (2_000 * 30) / 400;
    // Binomial: a deviation of 12 or so; six of them never happen.
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(75);
    expect(counts.size).toBe(400);
  });

  it("tops up what waits, and renews it without a new chance", () => {
    const waiting = new Set(products.slice(0, 25).map(({ productId }) => productId));
    const drawn = drawAudits({ ...draw, waiting }, rngOf(1));
    const fresh = drawn.filter(({ propensity }) => propensity !== null);
    expect(fresh).toHaveLength(5);
    expect(fresh.some(({ productId }) => waiting.has(productId))).toBe(false);
    expect(drawn).toHaveLength(30);
  });

  it("leaves what has left the catalogue, has no category, or was settled by a reviewer", () => {
    const rest = [product(1, { isDelisted: true }), product(2, { given: null }), product(3, { suspicion: null })];
    expect(drawAudits({ ...draw, products: rest }, rngOf(1))).toEqual([]);
  });

  it("draws twenty for a catalogue without suspects, and none for a share of nothing", () => {
    expect(drawAudits({ ...draw, ranked: 0 }, rngOf(1))).toHaveLength(20);
    expect(drawAudits({ ...draw, share: 0 }, rngOf(1))).toEqual([]);
    expect(drawAudits({ ...draw, share: 1 }, rngOf(1))).toHaveLength(400);
    expect(() => drawAudits({ ...draw, share: 1.1 }, rngOf(1))).toThrow(RangeError);
  });
});
