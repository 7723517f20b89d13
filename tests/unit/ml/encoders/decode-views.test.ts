import sharp from "sharp";
import { expect, it } from "vitest";
import { decodeViews } from "@/ml/encoders/decode-views";
import type { DecodedImage, ImageGeometry } from "@/ml/encoders/encoder";

const geometry: ImageGeometry = {
  width: 32,
  height: 32,
  fit: "cover",
  kernel: "linear",
  background: { r: 255, g: 255, b: 255 },
};
const ground = { r: 236, g: 234, b: 230 };

/** A dark garment [left, top, width, height] on a photo of 200 × 300. */
const photo = ([left, top, width, height]: number[]) =>
  sharp({ create: { width: 200, height: 300, channels: 3, background: ground } })
    .composite([{ input: { create: { width, height, channels: 3, background: "#203050" } }, left, top }])
    .png()
    .toBuffer();

const darkShare = ({ data, width, height }: DecodedImage) => {
  let dark = 0;
  for (let i = 0; i < width * height; i++) if (data[3 * i] < 120) dark++;
  return dark / (width * height);
};

it("the garment view is the garment, large", async () => {
  const [whole, garment] = await decodeViews(await photo([120, 220, 40, 40]), geometry, ["whole", "garment"]);
  expect(darkShare(whole)).toBeLessThan(0.1);
  expect(darkShare(garment)).toBeGreaterThan(0.7);
  expect([garment.width, garment.height]).toEqual([32, 32]);
});

it("a long thin garment keeps its proportions", async () => {
  const [garment] = await decodeViews(await photo([40, 140, 120, 24]), geometry, ["garment"]);
  expect(darkShare(garment)).toBeGreaterThan(0.12);
  expect(darkShare(garment)).toBeLessThan(0.3);
  // Above and below it the light grey of a studio.
  expect([...garment.data.subarray(0, 3)]).toEqual([236, 234, 230]);
});

it("a photo turned by its EXIF orientation is cut as it is seen", async () => {
  const upright = await photo([120, 220, 40, 40]);
  const turned = await sharp(await sharp(upright).rotate(270).png().toBuffer())
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer();
  const [one] = await decodeViews(upright, geometry, ["garment"]);
  const [other] = await decodeViews(turned, geometry, ["garment"]);
  expect(Math.abs(darkShare(other) - darkShare(one))).toBeLessThan(0.03);
});

it("where nothing stands out the whole photo is looked at twice", async () => {
  const empty = await sharp({ create: { width: 60, height: 80, channels: 3, background: ground } })
    .png()
    .toBuffer();
  const [whole, garment] = await decodeViews(empty, geometry, ["whole", "garment"]);
  expect(garment).toEqual(whole);
  const dot = await photo([100, 100, 2, 2]);
  const [all, same] = await decodeViews(dot, geometry, ["whole", "garment"]);
  expect(same).toEqual(all);
});
