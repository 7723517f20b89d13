import { describe, expect, it } from "vitest";
import { isHoldoutGroup } from "@/lib/catalogue/holdout";

describe("the holdout", () => {
  it("takes about one garment model in ten", () => {
    const share =
      Array.from({ length: 20_000 }, (_, i) => isHoldoutGroup(`model-${i}`)).filter(Boolean).length / 20_000;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
  });

  it("depends on the model's id alone, so every instance agrees", () => {
    const picked = Array.from({ length: 60 }, (_, i) => i).filter((i) => isHoldoutGroup(`model-${i}`));
    expect(picked).toMatchInlineSnapshot(`
      [
        2,
        5,
        7,
        17,
        27,
        51,
        53,
      ]
    `);
  });
});
