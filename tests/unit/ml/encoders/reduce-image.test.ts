import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodeImage } from "@/ml/encoders/decode";
import type { DecodedImage, ImageGeometry } from "@/ml/encoders/encoder";
import { mostPixelsReduced, type Part, reduceImage } from "@/ml/encoders/reduce-image";
import { type Rng, rngOf } from "@/ml/runtime/seed";

const background = { r: 255, g: 255, b: 255 };
const fits = ["fill", "cover", "inside"] as const;
const kernels = ["linear", "cubic", "lanczos3"] as const;

const noise = (rng: Rng, width: number, height: number): DecodedImage => ({
  width,
  height,
  data: Uint8Array.from({ length: 3 * width * height }, () => Math.floor(256 * rng())),
});

async function bySharp(
  { width, height, data }: DecodedImage,
  geometry: ImageGeometry,
  part: Part,
): Promise<DecodedImage> {
  const { fit, kernel } = geometry;
  const { data: out, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .extract(part)
    .resize(geometry.width, geometry.height, { fit, kernel })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(out) };
}

describe("pixels reduced without sharp", () => {
  it("are sharp's own, whatever the fit, the kernel, the sizes and the part of the picture", async () => {
    const rng = rngOf(3);
    const upTo = (most: number) => Math.floor(rng() * most);
    let compared = 0;
    for (let i = 0; i < 90; i++) {
      const image = noise(rng, 130 + upTo(200), 130 + upTo(200));
      const part = {
        left: upTo(9),
        top: upTo(9),
        width: image.width - 9 - upTo(9),
        height: image.height - 9 - upTo(9),
      };
      const [fit, kernel] = [fits[i % 3]!, kernels[Math.floor(i / 3) % 3]!];
      const geometry = { width: 60 + upTo(90), height: 60 + upTo(90), fit, kernel, background };
      const reduced = reduceImage(image, geometry, part);
      if (!reduced) continue;
      compared++;
      const expected = await bySharp(image, geometry, part);
      const told = JSON.stringify({ image: [image.width, image.height], part, geometry });
      expect([reduced.width, reduced.height], told).toEqual([expected.width, expected.height]);
      expect(Buffer.compare(reduced.data, expected.data), told).toBe(0);
    }
    expect(compared).toBeGreaterThan(60);
  });

  it("are left to sharp where it enlarges, fills sides, averages first or holds few rows at a time", () => {
    const image = noise(rngOf(5), 100, 100);
    const to = (width: number, height: number, fit: ImageGeometry["fit"] = "fill") =>
      reduceImage(image, { width, height, fit, kernel: "linear", background });
    expect(to(90, 101)).toBeNull();
    expect(to(50, 50, "contain")).toBeNull();
    expect(to(25, 50)).toBeNull();
    expect(to(26, 50)).toMatchObject({ width: 26, height: 50 });
    const tall = { width: 4, height: mostPixelsReduced / 4 + 1, data: new Uint8Array(0) };
    expect(reduceImage(tall, { width: 4, height: 4, fit: "cover", kernel: "linear", background })).toBeNull();
  });

  it("of a JPEG are what sharp makes of the file, also where it would read it smaller, turned or in CMYK", async () => {
    const { data, width, height } = noise(rngOf(7), 200, 260);
    const photo = () => sharp(data, { raw: { width, height, channels: 3 } }).blur(2);
    const files = {
      plain: await photo().jpeg().toBuffer(),
      turned: await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      grey: await photo().greyscale().jpeg().toBuffer(),
      cmyk: await photo().toColourspace("cmyk").jpeg().toBuffer(),
    };
    for (const [name, bytes] of Object.entries(files))
      for (const side of [150, 90, 40]) {
        const geometry = { width: side, height: side, fit: "cover", kernel: "linear", background } as const;
        const expected = await sharp(bytes)
          .autoOrient()
          .resize(side, side, { fit: "cover", kernel: "linear" })
          .toColourspace("srgb")
          .raw()
          .toBuffer({ resolveWithObject: true });
        const { channels } = expected.info;
        const decoded = await decodeImage(bytes, geometry);
        const same = decoded.data.filter((_, at) => at % 3 < channels);
        expect(Buffer.compare(same, expected.data), `${name} at ${side}`).toBe(0);
      }
  });
});
