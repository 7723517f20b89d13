import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBuiltinEncoder, readBuiltinGraph } from "@/ml/encoders/builtin/encoder";
import { decodeImage } from "@/ml/encoders/decode";
import { type EmbeddedBatch, embedFiles } from "@/ml/encoders/embed-files";
import { embedOnThreads, sessionsOf } from "@/ml/encoders/embed-on-threads";
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

describe("embedding files on threads", () => {
  async function gathered(batches: AsyncIterable<EmbeddedBatch>) {
    const vectors = new Map<string, Float32Array>();
    const broken = new Map<string, string>();
    for await (const batch of batches) {
      batch.keys.forEach((key, i) => {
        vectors.set(key, rowOf(batch.vectors, i).slice());
      });
      for (const { key, reason } of batch.broken) broken.set(key, reason);
    }
    return { vectors: new Map([...vectors].sort()), broken };
  }

  it("gives what one thread gives, and the same reasons", async () => {
    const graph = await readBuiltinGraph();
    const found = await gathered(embedOnThreads(graph, files(), { threads: 2 }));
    expect(found).toEqual(await gathered(embedFiles(encoder, files())));
    expect(found.vectors.size).toBe(count - 2);
  });

  it("stops when it is told to, and ends its threads", async () => {
    const stop = new AbortController();
    let batches = 0;
    const work = async () => {
      for await (const _ of embedOnThreads(await readBuiltinGraph(), files(), { threads: 2, signal: stop.signal })) {
        batches++;
        stop.abort(new Error("stopped by the test"));
      }
    };
    await expect(work()).rejects.toThrow("stopped by the test");
    expect(batches).toBe(1);
  });

  it("says what went wrong in a thread", async () => {
    const graph = { ...(await readBuiltinGraph()), weights: new Uint8Array([1, 2, 3]) };
    await expect(gathered(embedOnThreads(graph, files(), { threads: 1 }))).rejects.toThrow("can't be opened");
  });

  it("gives each core a session of its own, as long as their weights fit into the memory", () => {
    const mb = 1024 * 1024;
    expect(sessionsOf(2, 14 * mb)).toEqual([1, 1]);
    expect(sessionsOf(1, 14 * mb)).toEqual([1]);
    expect(sessionsOf(2, 370 * mb)).toEqual([2]);
    expect(sessionsOf(8, 100 * mb)).toEqual([1, 1, 2, 2, 2]);
    expect(sessionsOf(4, 900 * mb)).toEqual([4]);
  });
});
