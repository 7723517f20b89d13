import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { augmentedView, embedAugmented } from "@/ml/encoders/augmented-views";
import type { ImageEncoder } from "@/ml/encoders/encoder";
import { matrixOf } from "@/ml/runtime/matrix";

/** Says the mean colour of each picture. */
const encoder: ImageEncoder = {
  ...{ name: "mean", version: "1", dimension: 3, batchSize: 2, views: ["whole"] },
  geometry: { width: 40, height: 40, fit: "fill", kernel: "linear", background: { r: 255, g: 255, b: 255 } },
  encode: async (images) =>
    matrixOf(
      images.length,
      3,
      Float32Array.from(
        images.flatMap(({ data }) =>
          [0, 1, 2].map((c) => data.reduce((sum, v, i) => sum + (i % 3 === c ? v : 0), 0) / 1600),
        ),
      ),
    ),
  close: async () => {},
};
const block = await sharp({ create: { width: 30, height: 40, channels: 3, background: "#204080" } })
  .png()
  .toBuffer();
const photo = await sharp({ create: { width: 80, height: 80, channels: 3, background: "#e0dcd8" } })
  .composite([{ input: block }])
  .png()
  .toBuffer();
const view = (index: number, seed = 1) => augmentedView(photo, encoder, { seed, index });

it("a view is the photo a little turned, shifted and noisy, the same each time it is made", async () => {
  const [first] = await view(0);
  expect(first!.data).toEqual((await view(0))[0]!.data);
  expect(first!.data).not.toEqual((await view(1))[0]!.data);
  expect(first!.data).not.toEqual((await view(0, 2))[0]!.data);
  // The garment keeps its share of the picture, and no edge shows a ground that the photo does not have.
  const dark = Array.from({ length: 1600 }, (_, p) => first!.data[3 * p]! < 100).filter(Boolean).length / 1600;
  expect(dark).toBeGreaterThan(0.17);
  expect(dark).toBeLessThan(0.29);
  for (const corner of [39, 1599]) expect(Math.abs(first!.data[3 * corner]! - 0xe0)).toBeLessThan(25);
});

it("k views a photo are embedded under its key; one that can't be read is named as often", async () => {
  const folder = mkdtempSync(join(tmpdir(), "toile-views-"));
  const path = join(folder, "a.png");
  await sharp(photo).toFile(path);
  const files = [
    { key: "a", path },
    { key: "none", path: join(folder, "none.png") },
  ];
  const [keys, broken]: string[][] = [[], []];
  for await (const batch of embedAugmented(encoder, files, { count: 3, seed: 1 })) {
    keys.push(...batch.keys);
    broken.push(...batch.broken.map(({ key }) => key));
    expect(batch.vectors.rows).toBe(batch.keys.length);
  }
  expect([keys, broken]).toEqual([
    ["a", "a", "a"],
    ["none", "none", "none"],
  ]);
  rmSync(folder, { recursive: true });
});
