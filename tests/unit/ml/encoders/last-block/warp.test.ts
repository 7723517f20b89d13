import { expect, it } from "vitest";
import { drawView } from "@/ml/encoders/last-block/warp";
import { rngOf } from "@/ml/runtime/seed";

/** A dark bar on a light ground, left of the middle. */
const photo = {
  width: 20,
  height: 16,
  data: Uint8Array.from({ length: 20 * 16 * 3 }, (_, i) => (Math.floor(i / 3) % 20 < 6 ? 30 : 220)),
};

it("a view has its photo's size, differs from it, and is the same for the same numbers", () => {
  const view = drawView(photo, rngOf(1));
  expect([view.width, view.height, view.data.length]).toEqual([20, 16, photo.data.length]);
  expect(view.data).not.toEqual(photo.data);
  expect(drawView(photo, rngOf(1)).data).toEqual(view.data);
  expect(drawView(photo, rngOf(2)).data).not.toEqual(view.data);
});

it("a view shows what the photo shows: as much of the dark bar, give or take what is cut off, on either side", () => {
  const sides = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) {
    const { data } = drawView(photo, rngOf(seed));
    const dark = Array.from({ length: 320 }, (_, at) => at).filter((at) => data[at * 3]! < 125);
    expect(dark.length / 320).toBeGreaterThan(0.1);
    expect(dark.length / 320).toBeLessThan(0.5);
    sides.add(dark.filter((at) => at % 20 < 10).length > dark.length / 2 ? "left" : "right");
  }
  expect([...sides].sort()).toEqual(["left", "right"]);
});
