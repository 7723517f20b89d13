import sharp from "sharp";
import { expect, it } from "vitest";
import { rawImage } from "@/ml/encoders/decode";
import type { DecodedImage } from "@/ml/encoders/encoder";
import { boxOfGarment } from "@/ml/encoders/garment-box";
import { rngOf } from "@/ml/runtime/seed";

const rng = rngOf(31);
const between = (low: number, high: number) => low + Math.floor(rng() * (high - low));

/** A patch of some colour on a ground of some other, with noise: at any edge, in any size, now and then none. */
function picture(): DecodedImage {
  const [width, height] = [between(3, 60), between(3, 60)];
  const colour = () => [between(0, 256), between(0, 256), between(0, 256)];
  const [ground, cloth] = [colour(), colour()];
  const [left, top] = [between(0, width), between(0, height)];
  const [right, bottom] = [between(left, width + 1), between(top, height + 1)];
  const noise = between(0, 24);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isCloth = x >= left && x < right && y >= top && y < bottom;
      for (let c = 0; c < 3; c++) {
        const value = (isCloth ? cloth : ground)[c]! + between(-noise, noise + 1);
        data[3 * (y * width + x) + c] = Math.max(0, Math.min(255, value));
      }
    }
  return { width, height, data };
}

it("the box is the one that libvips trims to", async () => {
  let boxes = 0;
  for (let i = 0; i < 300; i++) {
    const image = picture();
    const { info } = await rawImage(image).trim({ threshold: 18 }).toBuffer({ resolveWithObject: true });
    const { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 } = info;
    const trimmed = {
      left: Math.abs(trimOffsetLeft) / image.width,
      top: Math.abs(trimOffsetTop) / image.height,
      width: width / image.width,
      height: height / image.height,
    };
    const isUsed = (width < image.width || height < image.height) && Math.min(trimmed.width, trimmed.height) >= 1 / 25;
    expect(boxOfGarment(image)).toEqual(isUsed ? trimmed : null);
    if (isUsed) boxes++;
  }
  expect(boxes).toBeGreaterThan(100);
});

it("nothing stands out of a plain ground, and a single pixel does not either", async () => {
  const plain = await sharp({ create: { width: 30, height: 40, channels: 3, background: "#ececec" } })
    .raw()
    .toBuffer();
  expect(boxOfGarment({ width: 30, height: 40, data: plain })).toBeNull();
  plain.fill(0, 300, 303);
  expect(boxOfGarment({ width: 30, height: 40, data: plain })).toBeNull();
});
