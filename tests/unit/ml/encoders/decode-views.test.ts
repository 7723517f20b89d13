import { createHash } from "node:crypto";
import sharp from "sharp";
import { expect, it } from "vitest";
import { decodeImage } from "@/ml/encoders/decode";
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
  // The very same image, so that it is encoded once.
  expect(garment).toBe(whole);
  const dot = await photo([100, 100, 2, 2]);
  const [all, same] = await decodeViews(dot, geometry, ["whole", "garment"]);
  expect(same).toBe(all);
});

it("pixels are those of a decode for each view, whether the photo is decoded once or not", async () => {
  for (const side of [64, 200]) {
    const fitted: ImageGeometry = { ...geometry, width: side, height: side };
    for (const box of [
      [20, 30, 151, 203],
      [120, 220, 40, 41],
      [40, 140, 120, 24],
    ]) {
      const bytes = await sharp(await photo(box))
        .jpeg()
        .toBuffer();
      const [whole, garment] = await decodeViews(bytes, fitted, ["whole", "garment"]);
      expect(hashOf(whole)).toBe(hashOf(await decodeImage(bytes, fitted)));
      expect(hashOf(garment)).toBe(hashOf(await trimmedAndContained(bytes, side)));
    }
  }
});

/** Arrays of 120,000 numbers take seconds to compare one by one. */
const hashOf = ({ data }: DecodedImage) => createHash("sha256").update(data).digest("hex");

/** As libvips does it alone: search, trim, extract, contain. */
async function trimmedAndContained(bytes: Buffer, side: number): Promise<DecodedImage> {
  const size = (at: number) => ({ ...geometry, width: at, height: at, fit: "inside" as const });
  const search = await decodeImage(bytes, size(160));
  const trimmed = await sharp(search.data, { raw: { ...search, channels: 3 } })
    .trim({ threshold: 18 })
    .toBuffer({ resolveWithObject: true });
  const copy = await decodeImage(bytes, { ...size(3 * side), kernel: "cubic", neverEnlarge: true });
  const share = (part: number, of: number, all: number) => (part / of) * all;
  const { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 } = trimmed.info;
  const data = await sharp(copy.data, { raw: { ...copy, channels: 3 } })
    .extract({
      left: Math.floor(share(-trimOffsetLeft, search.width, copy.width)),
      top: Math.floor(share(-trimOffsetTop, search.height, copy.height)),
      width: Math.ceil(share(width, search.width, copy.width)),
      height: Math.ceil(share(height, search.height, copy.height)),
    })
    .resize(side, side, { fit: "contain", kernel: "cubic", background: ground })
    .raw()
    .toBuffer();
  return { width: side, height: side, data };
}
