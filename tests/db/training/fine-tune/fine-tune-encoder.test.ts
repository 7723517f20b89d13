import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { liveEncoder } from "@/lib/catalogue/data";
import { hashOf, photoPath } from "@/lib/catalogue/store-photo";
import { db } from "@/lib/db";
import { encoders } from "@/lib/encoders/known-encoders";
import { env } from "@/lib/env";
import { closeJobs } from "@/lib/jobs/boss";
import { fineTunings } from "@/lib/training/fine-tune/data";
import { fineTuneEncoder } from "@/lib/training/fine-tune/fine-tune-encoder";
import { runFineTuning } from "@/lib/training/fine-tune/run-fine-tuning";
import { startFineTuning } from "@/lib/training/fine-tune/start-fine-tuning";
import { storeEncoder } from "@/lib/training/fine-tune/store-encoder";
import { asSystem } from "@/lib/users/allow";
import { openEncoder, readSource } from "@/ml/encoders/open";
import { makeCategory } from "@/tests/support/factories";
import { smallEncoder } from "@/tests/support/small-encoder";

const by = asSystem("commandLine", "test");
const config = {
  tuning: { drawnViews: 0, batch: 25, headEpochs: 2, epochs: 2, fewestSteps: 0, hidden: 8 },
  measuring: { hidden: 8, epochs: 2, fewestSteps: 5, folds: 2 },
};
let folder: string;
let source: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-fine-tune-db-"));
  const path = join(folder, "house.onnx");
  writeFileSync(path, smallEncoder());
  writeFileSync(`${path}.json`, JSON.stringify({ size: [12, 12], views: ["whole"] }));
  source = `dir:${path}`;
});
afterAll(async () => {
  await closeJobs();
  rmSync(folder, { recursive: true });
});

const tune = (wish: { source?: string } = {}) => fineTuneEncoder(by, { source, seed: 5, ...wish }, { config });

/** Products of two categories, four a garment model, each with a photo; those of the holdout have one too. */
async function fillCatalogue(): Promise<void> {
  const categories = [await makeCategory(), await makeCategory()];
  const products = Array.from({ length: 100 }, (_, i) => ({
    id: `tuned-${i}`,
    groupId: `tuned-model-${Math.floor(i / 4)}`,
    isHoldout: false,
    title: "Garment",
    sourceCategoryId: categories[i % 2]!.id,
  }));
  const kept = { ...products[0]!, id: "tuned-holdout", groupId: "tuned-model-holdout", isHoldout: true };
  await db().product.createMany({ data: [...products, kept] });
  const photos = [];
  for (const [i, { id }] of [...products, kept].entries()) {
    const background = { r: 40 + i, g: i % 2 ? 200 : 60, b: 90 };
    const bytes = await sharp({ create: { width: 12, height: 12, channels: 3, background } })
      .png()
      .toBuffer();
    const sha256 = hashOf(bytes);
    mkdirSync(dirname(photoPath(sha256)), { recursive: true });
    writeFileSync(photoPath(sha256), bytes);
    photos.push({ productId: id, position: 0, fileName: "photo.png", width: 12, height: 12, sha256 });
  }
  await db().photo.createMany({ data: photos });
}

it("an encoder is tuned on what the catalogue says, and kept beside the one that is worked with", async () => {
  expect(await tune()).toMatchObject({ ok: false, code: "not-enough-data" });
  await fillCatalogue();
  const live = await liveEncoder();
  // As somebody asks for it on the screen: by way of a worker.
  const started = await startFineTuning(by, { source, seed: 5, isKeptAnyway: true });
  if (!started.ok) throw new Error(started.code);
  await runFineTuning(started.value.id, new AbortController().signal, { config });
  const [tuning] = await fineTunings();
  expect(tuning).toMatchObject({ status: "finished", progress: null, reason: null });
  const { name, version, source: chosen, photos, right } = tuning!.outcome!;
  const path = chosen.slice("dir:".length);
  // The holdout teaches nothing.
  expect([name, photos, right!.gain.n]).toEqual(["house-tuned", 100, 20]);
  expect(path).toBe(join(env().TOILE_STORE, "encoders", version, "house-tuned.onnx"));
  expect(await liveEncoder()).toEqual(live);
  const opened = await openEncoder(chosen, { threads: 1 });
  expect([opened.name, opened.version, opened.dimension]).toEqual([name, version, 6]);
  await opened.close();
  expect((await encoders()).find((one) => one.version === version)).toMatchObject({ isLive: false, embedded: 0 });
  const card = JSON.parse(readFileSync(`${path}.card.json`, "utf8"));
  expect(card).toMatchObject({ from: { name: "house" }, seed: 5, photos: 100 });

  // The same seed gives the same weights: nothing new is kept.
  const origin = { from: card.from, seed: 5, photos, metrics: card.metrics };
  expect(await storeEncoder(by, await readSource(source), readFileSync(path), origin)).toEqual({ name, version, path });
  const audit = await db().auditEntry.findMany({ where: { action: "encoder.fine-tuned" } });
  expect(audit).toHaveLength(1);
  expect(audit[0]!.after).toMatchObject({ name, version, photos: 100, from: { name: "house" } });
});

it("an encoder that can't be read is refused in words", async () => {
  expect(await tune({ source: "dir:/nowhere/none.onnx" })).toMatchObject({
    ok: false,
    code: "invalid",
    detail: "There is no model file at /nowhere/none.onnx.",
  });
});
