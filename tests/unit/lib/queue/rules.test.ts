import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headsOf, interleave, isShownSwapped, mayAsk } from "@/lib/queue/rules";

describe("the side a garment stands on", () => {
  it("never changes for a task", () => {
    const id = randomUUID();
    expect(isShownSwapped(id)).toBe(isShownSwapped(id));
  });

  it("is swapped for about half of all tasks", () => {
    const swapped = Array.from({ length: 4_000 }, (_, i) =>
      isShownSwapped(`00000000-0000-4000-8000-${String(i).padStart(12, "0")}`),
    );
    const share = swapped.filter(Boolean).length / swapped.length;
    expect(share).toBeGreaterThan(0.46);
    expect(share).toBeLessThan(0.54);
  });
});

describe("mixing random checks into the queue", () => {
  it("puts one at every eighth place", () => {
    const order = interleave(Array(70).fill("r"), Array(10).fill("u"), 1 / 8);
    expect(order.flatMap((kind, place) => (kind === "u" ? [place + 1] : []))).toEqual([
      8, 16, 24, 32, 40, 48, 56, 64, 72, 80,
    ]);
  });

  it("loses and repeats nothing and keeps both orders, whatever the lengths", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (r, u, share) => {
        const ranked = Array.from({ length: r }, (_, i) => i);
        const uniform = Array.from({ length: u }, (_, i) => 1_000 + i);
        const order = interleave(ranked, uniform, share);
        expect(order.filter((n) => n < 1_000)).toEqual(ranked);
        expect(order.filter((n) => n >= 1_000)).toEqual(uniform);
      }),
    );
  });

  it("gives a share that is no whole fraction its part of any stretch", () => {
    const order = interleave(Array(700).fill("r"), Array(300).fill("u"), 0.3);
    for (const length of [10, 100, 500])
      expect(order.slice(0, length).filter((kind) => kind === "u")).toHaveLength(0.3 * length);
  });

  it("with no share the random ones come last, and more than all is refused", () => {
    expect(interleave(["r", "r"], ["u"], 0)).toEqual(["r", "r", "u"]);
    expect(() => interleave([1], [2], 1.1)).toThrow(RangeError);
    expect(() => interleave([1], [2], -0.1)).toThrow(RangeError);
  });
});

describe("who is asked what", () => {
  it("a stylist gets pairs, a reviewer flags too", () => {
    expect(headsOf("stylist")).toEqual(["compatibility"]);
    expect(headsOf("reviewer")).toEqual(["compatibility", "category"]);
  });

  it("the holdout is asked about by uniform draw only", () => {
    expect(mayAsk({ isHoldout: true, slice: "uniform" })).toBe(true);
    expect(mayAsk({ isHoldout: true, slice: "ranked" })).toBe(false);
    expect(mayAsk({ isHoldout: false, slice: "ranked" })).toBe(true);
  });
});
