import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBuiltinEncoder } from "@/ml/encoders/builtin/encoder";
import { decodeImage } from "@/ml/encoders/decode";
import { embedFiles } from "@/ml/encoders/embed-files";
import { matrixOf, normaliseRows, rowOf } from "@/ml/runtime/matrix";

const encoder = await openBuiltinEncoder({ threads: 1 });
let folder: string;
const count = 70;
const files = () => Array.from({ length: count }, (_, i) => ({ key: `photo ${i}`, path: join(folder, `${i}.png`) }));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-embed-"));
  for (const [i, { path }] of files().entries()) {
    if (i === 40) writeFileSync(path, "no photo");
    else if (i !== 41)
      await sharp({ create: { width: 20, height: 30, channels: 3, background: { r: i * 3, g: 90, b: 255 - i * 3 } } })
        .png()
        .toFile(path);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("embedding files", () => {
  it("gives every readable photo its own unit vector, and the others their reason", async () => {
    const vectors = new Map<string, Float32Array>();
    const broken: { key: string; reason: string }[] = [];
    for await (const batch of embedFiles(encoder, files())) {
      for (const [i, key] of batch.keys.entries()) vectors.set(key, rowOf(batch.vectors, i));
      broken.push(...batch.broken);
    }
    expect(vectors.size).toBe(count - 2);
    expect(broken.map((one) => one.key).sort()).toEqual(["photo 40", "photo 41"]);
    expect(broken.find((one) => one.key === "photo 41")?.reason).toBe("The file is not there.");
    for (const i of [0, 33, 69]) {
      const image = await decodeImage(join(folder, `${i}.png`), encoder.geometry);
      const alone = normaliseRows(matrixOf(1, 256, (await encoder.encode([image])).data));
      expect(vectors.get(`photo ${i}`)).toEqual(alone.data);
    }
  });

  it("stops between batches when it is told to", async () => {
    const stop = new AbortController();
    let done = 0;
    const work = async () => {
      for await (const batch of embedFiles(encoder, files(), { signal: stop.signal })) {
        done += batch.keys.length;
        stop.abort(new Error("stopped by the test"));
      }
    };
    await expect(work()).rejects.toThrow("stopped by the test");
    expect(done).toBe(encoder.batchSize);
  });
});
