import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { photoFile } from "@/lib/catalogue/photo-file";
import { hashOf, photoPath, storePhoto } from "@/lib/catalogue/store-photo";
import { env } from "@/lib/env";

const plain = (width: number, height: number, background = "teal") =>
  sharp({ create: { width, height, channels: 3, background } });
async function file(...given: Parameters<typeof photoFile>) {
  const found = await photoFile(...given);
  if (!found.ok) throw new Error(found.code);
  return found.value;
}

it("gives a WebP of the size asked for, made once", async () => {
  const sha256 = await storePhoto(await plain(900, 1800).jpeg().toBuffer());
  const thumb = await file(sha256, "thumb");
  expect(thumb).toMatchObject({ contentType: "image/webp", etag: `"${sha256.slice(0, 32)}-thumb"` });
  expect(await sharp(thumb.path).metadata()).toMatchObject({ format: "webp", width: 160, height: 320 });
  const made = statSync(thumb.path).mtimeMs;
  expect((await file(sha256, "thumb")).path).toBe(thumb.path);
  expect(statSync(thumb.path).mtimeMs).toBe(made);
  expect(await sharp((await file(sha256, "large")).path).metadata()).toMatchObject({ width: 640, height: 1280 });
});

it("never enlarges, and stands a photo upright as its EXIF says", async () => {
  const small = await storePhoto(await plain(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer());
  expect(await sharp((await file(small, "large")).path).metadata()).toMatchObject({ width: 20, height: 40 });
});

it("gives the photo as imported in full, unless browsers don't show its format", async () => {
  const jpeg = await plain(30, 30).jpeg().toBuffer();
  const tiff = await plain(30, 30, "olive").tiff().toBuffer();
  const full = await file(await storePhoto(jpeg), "full");
  expect(full.contentType).toBe("image/jpeg");
  expect(readFileSync(full.path)).toEqual(jpeg);
  const shown = await file(await storePhoto(tiff), "full");
  expect(shown.contentType).toBe("image/webp");
  expect(await sharp(shown.path).metadata()).toMatchObject({ format: "webp", width: 30 });
});

it("answers many who ask at once with one file and no debris", async () => {
  const sha256 = await storePhoto(await plain(700, 700, "navy").png().toBuffer());
  const paths = await Promise.all(Array.from({ length: 12 }, async () => (await file(sha256, "thumb")).path));
  expect(new Set(paths).size).toBe(1);
  expect(readdirSync(dirname(paths[0]!)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

it("has nothing for what is not stored, is no hash or is damaged", async () => {
  const none = { ok: false, code: "not-found" };
  expect(await photoFile("0".repeat(64), "thumb")).toMatchObject(none);
  expect(await photoFile("../../etc/passwd", "full")).toMatchObject(none);
  expect(await photoFile(`${"a".repeat(63)}/`, "thumb")).toMatchObject(none);
  const sha256 = await storePhoto(Buffer.from("words"));
  expect(await photoFile(sha256, "thumb")).toMatchObject(none);
});

it("keeps a photo under the hash of its bytes, and mends a copy that was cut off", async () => {
  const bytes = await plain(64, 64, "coral").png().toBuffer();
  const sha256 = await storePhoto(bytes);
  expect(sha256).toBe(hashOf(bytes));
  expect(photoPath(sha256)).toBe(join(env().TOILE_STORE, sha256.slice(0, 2), sha256));
  writeFileSync(photoPath(sha256), bytes.subarray(0, 10));
  await storePhoto(bytes);
  expect(readFileSync(photoPath(sha256))).toEqual(bytes);
  expect(() => photoPath("../x")).toThrow(RangeError);
});
