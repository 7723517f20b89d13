import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPhoto, decodeImage, maxPhotoBytes, PhotoUnreadable, readPhoto } from "@/ml/encoders/decode";
import type { ImageGeometry } from "@/ml/encoders/encoder";

const white = { r: 255, g: 255, b: 255 };
const geometry = (change: Partial<ImageGeometry> = {}): ImageGeometry => ({
  width: 8,
  height: 8,
  fit: "fill",
  kernel: "linear",
  background: white,
  ...change,
});
const plain = (width: number, height: number, background: object = { r: 200, g: 30, b: 40 }) =>
  sharp({ create: { width, height, channels: 3, background: background as { r: number; g: number; b: number } } });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-decode-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("decoding a photo", () => {
  it("brings it to the size that the encoder declares, three bytes a pixel", async () => {
    const bytes = await plain(50, 30).png().toBuffer();
    const image = await decodeImage(bytes, geometry({ width: 6, height: 5 }));
    expect([image.width, image.height, image.data.length]).toEqual([6, 5, 90]);
    expect([...image.data.slice(0, 3)]).toEqual([200, 30, 40]);
  });

  it("turns it upright as its EXIF orientation says", async () => {
    const left = await plain(20, 20, { r: 255, g: 0, b: 0 }).png().toBuffer();
    const wide = sharp({ create: { width: 40, height: 20, channels: 3, background: "blue" } }).composite([
      { input: left, left: 0, top: 0 },
    ]);
    // 6: what is stored on the left is meant to be at the top.
    const bytes = await sharp(await wide.png().toBuffer())
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(await checkPhoto(bytes)).toEqual({ format: "jpeg", width: 20, height: 40 });
    const { data, width } = await decodeImage(bytes, geometry({ fit: "inside", width: 40, height: 40 }));
    const pixel = (x: number, y: number) => [...data.slice((y * width + x) * 3, (y * width + x) * 3 + 3)];
    expect(width).toBe(20);
    expect(pixel(10, 4)[0]).toBeGreaterThan(200);
    expect(pixel(10, 36)[2]).toBeGreaterThan(200);
  });

  it("lays what is transparent on the background", async () => {
    const bytes = await sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect([...(await decodeImage(bytes, geometry())).data.slice(0, 3)]).toEqual([255, 255, 255]);
  });

  it.each([
    ["grey", (image: Sharp) => image.greyscale().png()],
    ["CMYK", (image: Sharp) => image.toColourspace("cmyk").jpeg()],
    ["16-bit", (image: Sharp) => image.toColourspace("rgb16").png()],
    ["half transparent 16-bit", (image: Sharp) => image.ensureAlpha(1).toColourspace("rgb16").png()],
    ["CMYK TIFF", (image: Sharp) => image.toColourspace("cmyk").tiff()],
    ["WebP", (image: Sharp) => image.webp()],
    ["GIF", (image: Sharp) => image.gif()],
    ["TIFF", (image: Sharp) => image.tiff()],
  ])("takes a %s photo as 8-bit colour", async (_, save) => {
    const image = await decodeImage(await save(plain(20, 20, { r: 120, g: 120, b: 120 })).toBuffer(), geometry());
    expect(image.data.length).toBe(192);
    expect(image.data.every((value) => Math.abs(value - 120) < 20)).toBe(true);
  });

  it("takes the first picture of an animation", async () => {
    const frames = await Promise.all(
      ["red", "lime"].map((background) =>
        sharp({ create: { width: 10, height: 10, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await checkPhoto(bytes)).toMatchObject({ width: 10, height: 10 });
    expect([...(await decodeImage(bytes, geometry())).data.slice(0, 3)]).toEqual([255, 0, 0]);
  });

  it("crops at the centre after a resize of the shorter side, as published for ImageNet graphs", async () => {
    const bytes = await plain(100, 50).png().toBuffer();
    const image = await decodeImage(bytes, geometry({ fit: "cover", resizeShorter: 10, width: 8, height: 8 }));
    expect([image.width, image.height]).toEqual([8, 8]);
  });

  it("takes a photo of one pixel", async () => {
    expect((await decodeImage(await plain(1, 1).png().toBuffer(), geometry())).data.length).toBe(192);
  });
});

describe("a photo that cannot be used", () => {
  const reason = async (bytes: Uint8Array) => {
    const error = await checkPhoto(bytes).then(
      () => null,
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(PhotoUnreadable);
    return (error as Error).message;
  };
  const noise = () =>
    sharp({
      create: {
        width: 300,
        height: 400,
        channels: 3,
        background: "grey",
        noise: { type: "gaussian", mean: 128, sigma: 30 },
      },
    });

  it.each([
    ["JPEG", () => noise().jpeg()],
    ["PNG", () => noise().png()],
    ["WebP", () => noise().webp()],
  ])("says that a %s is cut off", async (_, make) => {
    const whole = await make().toBuffer();
    expect(await reason(whole.subarray(0, Math.floor(whole.length * 0.6)))).toMatch(
      /cut off or damaged|no photo that can be read/,
    );
  });

  it.each([
    ["JPEG", () => noise().jpeg()],
    ["progressive JPEG", () => noise().jpeg({ progressive: true })],
    ["PNG", () => noise().png()],
    ["AVIF", () => noise().avif({ effort: 0 })],
  ])("says that a %s is damaged in its middle, as a part of a disk leaves it", async (_, make) => {
    const bytes = await make().toBuffer();
    bytes.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.8));
    expect(await reason(bytes)).toMatch(/cut off or damaged/);
    await expect(decodeImage(bytes, geometry())).rejects.toThrow(/cut off or damaged|no photo/);
  });

  it("a few stray bytes, which many cameras leave, are no damage", async () => {
    const whole = await noise().jpeg().toBuffer();
    const stray = Buffer.concat([whole.subarray(0, -2), Buffer.from([0, 1, 2, 3]), whole.subarray(-2)]);
    expect(await checkPhoto(stray)).toMatchObject({ width: 300, height: 400 });
  });

  it("says that a text file named .jpg holds no photo", async () => {
    expect(await reason(Buffer.from("This is not a photo at all, but words."))).toBe(
      "The file holds no photo that can be read.",
    );
  });

  it("says that an SVG is not taken, before anything of it is drawn", async () => {
    const bomb = `<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><rect width="10" height="10"/></svg>`;
    const entities = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
    const small = `${entities}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&b;</text></svg>`;
    for (const drawing of [bomb, small]) {
      expect(await reason(Buffer.from(drawing))).toContain("SVG is not taken");
      await expect(decodeImage(Buffer.from(drawing), geometry())).rejects.toThrow("SVG is not taken");
    }
  });

  it("says how large it is when it has more than 100 million pixels, without decoding one", async () => {
    expect(await reason(pngHeader(30_000, 30_000))).toBe(
      "The photo has 30000 × 30000 pixels; up to 100 million are taken.",
    );
    await expect(decodeImage(pngHeader(30_000, 30_000), geometry())).rejects.toThrow("more than 100 million pixels");
  });

  it("is not read when it is missing, empty, a folder or above 60 MB", async () => {
    const empty = join(folder, "empty.jpg");
    const large = join(folder, "large.jpg");
    writeFileSync(empty, "");
    writeFileSync(large, "x");
    truncateSync(large, maxPhotoBytes + 1);
    await expect(readPhoto(join(folder, "none.jpg"))).rejects.toThrow("The file is not there.");
    await expect(readPhoto(empty)).rejects.toThrow("The file is empty.");
    await expect(readPhoto(folder)).rejects.toThrow("That is not a file.");
    await expect(readPhoto(large)).rejects.toThrow("The file has 61 MB; photos may have up to 60 MB.");
  });
});

/** The beginning of a PNG that claims to be this large. */
function pngHeader(width: number, height: number): Buffer {
  const body = Buffer.alloc(17);
  body.write("IHDR", 0, "latin1");
  body.writeUInt32BE(width, 4);
  body.writeUInt32BE(height, 8);
  body.set([8, 2, 0, 0, 0], 12);
  const chunk = (content: Buffer) => {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length - 4, 0);
    frame.writeUInt32BE(crc32(content), 4);
    return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
  };
  const pixels = Buffer.concat([Buffer.from("IDAT"), Buffer.alloc(64)]);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk(body),
    chunk(pixels),
    chunk(Buffer.from("IEND")),
  ]);
}
