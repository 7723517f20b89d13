import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { GARMENT_TYPES } from "@/prisma/demo/garment-types";
import { DRAWN_TYPES, drawGarment } from "@/prisma/demo/garments/draw";
import { photograph } from "@/prisma/demo/garments/photo";
import { makeHouse } from "@/prisma/demo/house";
import { DEMO_SEED } from "@/prisma/demo/write-demo";

const oneOfEachType = [...new Map(makeHouse(660, DEMO_SEED).map((garment) => [garment.look.type, garment])).values()];

describe("the demo's photos", () => {
  it("exist for every type that the house cuts, and for no other", () => {
    expect([...DRAWN_TYPES].sort()).toEqual(GARMENT_TYPES.map(({ key }) => key).sort());
  });

  it("can be drawn of every type, from each side and near, in finite numbers", () => {
    expect(oneOfEachType.length).toBe(GARMENT_TYPES.length);
    for (const { look } of oneOfEachType) {
      for (const view of ["front", "back", "detail"] as const) {
        const { ground, garment, frame } = drawGarment(look, view);
        expect(`${ground}${garment}`, `${look.type}, ${view}`).not.toMatch(/NaN|undefined|Infinity/);
        expect(garment.split("<path").length, `${look.type}, ${view}`).toBeGreaterThan(5);
        expect([frame.right - frame.left > 0, frame.bottom - frame.top > 0]).toEqual([true, true]);
      }
    }
  });

  it("show something in the middle that the corners are not", async () => {
    // A few of them: rendering takes a hundred times as long as drawing.
    for (const { look, id } of oneOfEachType.filter((_, i) => i % 25 === 0)) {
      const { data, info } = await sharp(await photograph(look, "front"))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) =>
        data[(Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels]!;
      const ground = at(0.02, 0.02);
      let garment = 0;
      for (let y = 0.2; y < 0.8; y += 0.01) if (Math.abs(at(0.5, y) - ground) > 12) garment += 1;
      expect(garment, id).toBeGreaterThan(5);
    }
  });

  it("are the same bytes each time, and the two views differ", async () => {
    const { look } = oneOfEachType[0]!;
    const [first, again, detail] = [
      await photograph(look, "front"),
      await photograph(look, "front"),
      await photograph(look, "detail"),
    ];
    expect(again.equals(first)).toBe(true);
    expect(detail.equals(first)).toBe(false);
  });
});
