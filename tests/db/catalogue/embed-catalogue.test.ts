import { mkdtempSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveEncoder, productEmbeddings } from "@/lib/catalogue/data";
import { embedCatalogue } from "@/lib/catalogue/embed-catalogue";
import { embedJobs } from "@/lib/catalogue/jobs";
import { photoPath, storePhoto } from "@/lib/catalogue/store-photo";
import { db } from "@/lib/db";
import { encoders } from "@/lib/encoders/known-encoders";
import { serveEncoder } from "@/lib/encoders/serve-encoder";
import { env } from "@/lib/env";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { NeighbourDesk } from "@/lib/recommend/neighbours/answer-questions";
import { neighboursOf } from "@/lib/recommend/neighbours/neighbours-of";
import { openNeighbours } from "@/lib/recommend/neighbours/open-neighbours";
import { asSystem } from "@/lib/users/allow";
import { openBuiltinEncoder } from "@/ml/encoders/builtin/encoder";
import { decodeImage } from "@/ml/encoders/decode";
import type { EncoderSource } from "@/ml/encoders/source";
import { rowOf } from "@/ml/runtime/matrix";
import { makePhoto, makeProduct } from "@/tests/support/factories";
import { tinyOnnx } from "@/tests/support/tiny-onnx";

const by = asSystem("job", "test");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-embed-db-"));
});
afterAll(async () => {
  await closeJobs();
  rmSync(folder, { recursive: true });
});

/** A stored photo of a block of this colour on white, so that the garment's shape is the same in all. */
async function storeBlock(colour: string, width = 30): Promise<string> {
  const block = await sharp({ create: { width, height: 50, channels: 3, background: colour } })
    .png()
    .toBuffer();
  const ground = sharp({ create: { width: 60, height: 80, channels: 3, background: "white" } });
  return storePhoto(
    await ground
      .composite([{ input: block }])
      .png()
      .toBuffer(),
  );
}

async function makeGarment(...colours: string[]): Promise<string> {
  const { id } = await makeProduct();
  for (const [position, colour] of colours.entries())
    await makePhoto(id, { position, sha256: await storeBlock(colour) });
  return id;
}

async function embed(source: EncoderSource = "builtin") {
  const result = await embedCatalogue(by, { source });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

// The tests below follow each other, as an instance's life does.
describe("before anything is embedded", () => {
  it("no encoder is live, and look-alikes are not to be had yet", async () => {
    expect(await liveEncoder()).toBeNull();
    expect(await neighboursOf({ productId: await makeGarment("#123456"), k: 5 })).toMatchObject({
      ok: false,
      code: "unavailable",
    });
  });
});

describe("embedding the catalogue", () => {
  let red: string;
  let crimson: string;
  let blue: string;

  it("embeds each photo once, makes the encoder live and asks for a new ranking", async () => {
    [red, crimson, blue] = [
      await makeGarment("#c01020"),
      await makeGarment("#b01830", "#c01020"),
      await makeGarment("#1020c0"),
    ];
    const report = await embed();
    // The photo before, and three colours: two products share one photo.
    expect(report).toMatchObject({ embedded: 4, skipped: 0, broken: 0 });
    expect(await liveEncoder()).toMatchObject({
      id: report.encoderId,
      name: "builtin",
      dimension: 256,
      source: "builtin",
    });
    expect(await db().auditEntry.findFirst({ where: { action: "encoder.made-live" } })).toMatchObject({
      subjectId: report.encoderId,
    });
    const boss = await jobSender();
    expect(await boss.getQueueSize("rank")).toBe(1);
  });

  it("stores what the encoder says, brought to unit length", async () => {
    const encoder = await openBuiltinEncoder();
    const image = await decodeImage(photoPath(await storeBlock("#1020c0")), encoder.geometry);
    const { data } = await encoder.encode([image]);
    const { matrix } = await productEmbeddings((await liveEncoder())!.id, [blue]);
    const norm = Math.hypot(...data);
    for (const [i, value] of data.entries()) expect(matrix.data[i]).toBeCloseTo(value / norm, 5);
  });

  it("gives a product the mean of its photos, and zeros to one without any", async () => {
    const { id } = await makeProduct();
    const encoder = (await liveEncoder())!;
    const { ids, matrix } = await productEmbeddings(encoder.id, [crimson, id, red]);
    expect(ids).toEqual([crimson, id, red]);
    expect(Math.hypot(...rowOf(matrix, 0))).toBeCloseTo(1, 5);
    expect(rowOf(matrix, 1).every((value) => value === 0)).toBe(true);
    const alone = rowOf(
      (await productEmbeddings(encoder.id)).matrix,
      (await productEmbeddings(encoder.id)).ids.indexOf(red),
    );
    expect(alone).toEqual(rowOf(matrix, 2));
  });

  it("finds the nearest products first, never the product itself", async () => {
    const result = await neighboursOf({ productId: red, k: 2 });
    expect(result.ok && result.value.map(({ product }) => product.id)[0]).toBe(crimson);
    expect(result.ok && result.value.every(({ product, score }) => product.id !== red && score <= 1.0001)).toBe(true);
    expect(await neighboursOf({ productId: "nobody", k: 2 })).toMatchObject({ ok: false, code: "not-found" });
    expect(await neighboursOf({ productId: (await makeProduct()).id, k: 2 })).toMatchObject({
      ok: false,
      code: "unavailable",
    });
  });

  it("finds what a photo shows that is in no catalogue, and says why of bytes that hold none", async () => {
    const desk = new NeighbourDesk(await openNeighbours());
    const photo = readFileSync(photoPath(await storeBlock("#c01020")));
    const found = await desk.ofPhoto(photo, { k: 2 });
    expect(found.ok && found.value.found.map(({ id }) => id)).toEqual([red, crimson]);
    expect(await desk.ofPhoto(Buffer.from("a text"), { k: 2 })).toMatchObject({ ok: false, code: "invalid" });
    expect(await desk.ofPhoto(photo.subarray(0, photo.length / 2), { k: 2 })).toMatchObject({ code: "invalid" });
    expect(await db().photo.count({ where: { productId: { notIn: [red, crimson, blue] } } })).toBe(1);
  });

  it("does only what is new the next time", async () => {
    expect(await embed()).toMatchObject({ embedded: 0, skipped: 4 });
    await makeGarment("#20c010");
    expect(await embed()).toMatchObject({ embedded: 1, skipped: 4 });
    expect(await db().auditEntry.count({ where: { action: "encoder.made-live" } })).toBe(1);
  });

  it("marks a photo that is gone from the store or damaged, and goes on", async () => {
    const [gone, damaged, fine] = [
      await makeGarment("#111111"),
      await makeGarment("#222222"),
      await makeGarment("#333333"),
    ];
    const photo = async (id: string) => db().photo.findFirstOrThrow({ where: { productId: id } });
    unlinkSync(photoPath((await photo(gone)).sha256!));
    writeFileSync(photoPath((await photo(damaged)).sha256!), "no photo any more");
    expect(await embed()).toMatchObject({ embedded: 1, broken: 2 });
    expect((await photo(gone)).brokenReason).toBe("The file is not there.");
    expect((await photo(damaged)).brokenReason).toBe("The file holds no photo that can be read.");
    expect((await photo(fine)).brokenReason).toBeNull();
    expect(await embed()).toMatchObject({ embedded: 0, broken: 0 });
  });

  it("keeps what is stored when it is stopped, and leaves the live encoder as it was", async () => {
    const path = join(folder, "stopped.onnx");
    writeFileSync(path, tinyOnnx());
    writeFileSync(`${path}.json`, JSON.stringify({ size: [4, 4] }));
    for (let i = 0; i < 20; i++) await makeGarment(`#4455${(16 + i).toString(16)}`);
    const before = await liveEncoder();
    const stop = new AbortController();
    const work = embedCatalogue(
      by,
      { source: `dir:${path}` },
      { signal: stop.signal, onProgress: () => stop.abort(new Error("stopped")) },
    );
    await expect(work).rejects.toThrow("stopped");
    expect(await liveEncoder()).toEqual(before);
    const { id } = await db().encoder.findFirstOrThrow({ where: { name: "stopped" } });
    expect(await db().photoEmbedding.count({ where: { encoderId: id } })).toBeGreaterThan(0);
  });

  it("changes the live encoder to one from an ONNX file, and keeps the vectors of both", async () => {
    const path = join(folder, "stopped.onnx");
    const before = await liveEncoder();
    const report = await embed(`dir:${path}`);
    expect(report.skipped).toBeGreaterThan(0);
    expect(await liveEncoder()).toMatchObject({
      id: report.encoderId,
      name: "stopped",
      dimension: 6,
      source: `dir:${path}`,
    });
    expect(await db().auditEntry.findFirst({ where: { subjectId: report.encoderId } })).toMatchObject({
      before: { encoderId: before!.id },
    });
    const photos = await db().photo.findMany({ where: { brokenReason: null }, distinct: ["sha256"] });
    expect(await db().photoEmbedding.count({ where: { encoderId: report.encoderId } })).toBe(photos.length);
    expect(await db().photoEmbedding.count({ where: { encoderId: before!.id } })).toBeGreaterThan(0);
  });

  it("goes back to an earlier encoder and forward again, each time at once and in the audit", async () => {
    const [now, before] = await encoders();
    expect([now, before].map((one) => [one!.name, one!.isLive])).toEqual([
      ["stopped", true],
      ["builtin", false],
    ]);
    // A photo that came since: the earlier encoder has not seen it.
    expect(before!.embedded).toBeLessThan(before!.photos);
    expect(await serveEncoder(by, { version: before!.version })).toMatchObject({
      ok: false,
      code: "unavailable",
      detail: expect.stringContaining("lacks 20 of"),
    });
    expect(await liveEncoder()).toMatchObject({ id: now!.id });
    const held = await embedCatalogue(by, { source: "builtin", isHeldBack: true });
    expect(held).toMatchObject({ ok: true, value: { embedded: 20 } });
    expect(await liveEncoder()).toMatchObject({ id: now!.id });
    const entries = () => db().auditEntry.count({ where: { action: "encoder.made-live" } });
    const audited = await entries();
    expect(await serveEncoder(by, { version: before!.version })).toMatchObject({ ok: true });
    expect(await liveEncoder()).toMatchObject({ id: before!.id });
    expect(await serveEncoder(by, { version: before!.version })).toMatchObject({ ok: true });
    expect(await entries()).toBe(audited + 1);
    expect(await serveEncoder(by, { version: now!.version })).toMatchObject({ ok: true });
    expect(await serveEncoder(by, { version: "none" })).toMatchObject({ ok: false, code: "not-found" });
  });

  it("by the worker goes on with the live encoder, and fails with its reason when that is gone", async () => {
    const signal = new AbortController().signal;
    await makeGarment("#778899");
    await embedJobs[0]!.run({}, { signal });
    const { id } = (await liveEncoder())!;
    const last = await db().photo.findFirstOrThrow({ where: { sha256: await storeBlock("#778899") } });
    expect(await db().photoEmbedding.count({ where: { encoderId: id, sha256: last.sha256! } })).toBe(1);
    unlinkSync(join(folder, "stopped.onnx"));
    await expect(embedJobs[0]!.run({}, { signal })).rejects.toThrow("There is no model file at");
  });

  it("by the worker waits for a person where a release brought another built-in encoder", async () => {
    const { encoder } = await db().liveEncoder.findFirstOrThrow({ include: { encoder: true } });
    const older = await db().encoder.create({
      data: { name: "builtin", version: "an older one", dimension: 256, source: "builtin" },
    });
    await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: older.id } });
    const signal = new AbortController().signal;
    await expect(embedJobs[0]!.run({}, { signal })).rejects.toThrow("its version has changed. Choose it again");
    expect(await db().photoEmbedding.count({ where: { encoderId: older.id } })).toBe(0);
    const gone = (await encoders()).filter(({ isFileGone }) => isFileGone).map(({ id }) => id);
    expect(gone).toContain(older.id);
    await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: encoder.id } });
    await db().encoder.delete({ where: { id: older.id } });
  });

  it("does not take a store that is not mounted for a thousand missing photos", async () => {
    const { TOILE_STORE } = env();
    renameSync(TOILE_STORE, `${TOILE_STORE}.away`);
    const count = () => db().photo.count({ where: { brokenReason: null } });
    const before = await count();
    expect(await embedCatalogue(by, { source: "builtin" })).toMatchObject({
      ok: false,
      code: "invalid",
      detail: expect.stringContaining("is not there"),
    });
    expect(await count()).toBe(before);
    renameSync(`${TOILE_STORE}.away`, TOILE_STORE);
  });

  it("with an encoder that cannot be opened says why and changes nothing", async () => {
    const before = await liveEncoder();
    expect(await embedCatalogue(by, { source: "dir:/nowhere/model.onnx" })).toEqual({
      ok: false,
      code: "invalid",
      detail: "There is no model file at /nowhere/model.onnx.",
    });
    expect(await liveEncoder()).toEqual(before);
  });
});
