import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { liveEncoder } from "@/lib/catalogue/data";
import { storePhoto } from "@/lib/catalogue/store-photo";
import { db } from "@/lib/db";
import { changeCard, headOutlooks } from "@/lib/encoders/data";
import { keepChangesGoing } from "@/lib/encoders/jobs";
import { reasonOf } from "@/lib/encoders/reason-of";
import { runChange } from "@/lib/encoders/run-change";
import { serveEncoder } from "@/lib/encoders/serve-encoder";
import { startChange } from "@/lib/encoders/start-change";
import { steerChange } from "@/lib/encoders/steer-change";
import { trainFirst } from "@/lib/encoders/train-first";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { promote } from "@/lib/models/promote";
import { freezeSnapshot } from "@/lib/training/snapshot/freeze-snapshot";
import { withViews } from "@/lib/training/snapshot/with-views";
import { asSystem } from "@/lib/users/allow";
import { decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { eventually } from "@/tests/support/eventually";
import { allowed, makeAllowed, makeModelVersion, makePhoto, makeProduct, makeUser } from "@/tests/support/factories";
import { makeTinyHouse } from "@/tests/support/tiny-house";
import { tinyOnnx } from "@/tests/support/tiny-onnx";

const admin = await makeAllowed("admin", "administer");
const never = new AbortController().signal;
let folder: string;
let source: string;
let before: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-change-"));
  const path = join(folder, "house.onnx");
  writeFileSync(path, tinyOnnx());
  writeFileSync(`${path}.json`, JSON.stringify({ size: [4, 4], views: ["whole"] }));
  source = `dir:${path}`;
  before = (await makeTinyHouse({ products: 48, outfits: 30 })).encoderId;
  // The tiny house has rows alone; each photo gets bytes of its own.
  for (const [i, { id }] of (await db().photo.findMany({ orderBy: { id: "asc" } })).entries()) {
    const tint = { r: (i * 37) % 256, g: (i * 91) % 256, b: (i * 53) % 256 };
    const bytes = await sharp({ create: { width: 6, height: 8, channels: 3, background: tint } })
      .png()
      .toBuffer();
    const old = await db().photo.findUniqueOrThrow({ where: { id } });
    const sha256 = await storePhoto(bytes);
    await db().photo.update({ where: { id }, data: { sha256 } });
    await db().photoEmbedding.updateMany({ where: { sha256: old.sha256! }, data: { sha256 } });
  }
});
afterAll(async () => {
  await closeJobs();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await (await jobSender()).clearStorage();
});

async function start(): Promise<string> {
  const started = await startChange(admin, { source });
  if (!started.ok) throw new Error(started.code);
  return started.value.id;
}
const card = async (id: string) => {
  const found = await changeCard(admin, id);
  if (!found.ok) throw new Error(found.code);
  return found.value;
};
const waiting = async (name: string) => (await jobSender()).getQueueSize(name);
const entries = (action: string) => db().auditEntry.count({ where: { action } });

// The tests below follow each other, as a change does.
it("is opened and looked at first: what it is and what it takes, and nothing is embedded", async () => {
  const id = await start();
  expect(await startChange(admin, { source })).toMatchObject({ ok: false, code: "change-under-way" });
  expect([await waiting("change-encoder"), await entries("encoder.change-started")]).toEqual([1, 1]);
  expect(await steerChange(admin, { changeId: id, step: "begin" })).toMatchObject({ code: "not-that-far" });
  await runChange(id, never);
  const { status, offer } = await card(id);
  expect(status).toBe("offered");
  expect(offer).toMatchObject({ name: "house", dimension: 3, photos: 48, licence: null });
  expect(offer!.bytes).toBeGreaterThan(48 * 12);
  expect(offer!.freeBytes).toBeGreaterThan(0);
  expect(await db().photoEmbedding.count({ where: { encoderId: (await card(id)).encoderId! } })).toBe(0);
  expect((await liveEncoder())!.id).toBe(before);
});

it("is not begun where the disk has no room for it", async () => {
  const { id, offer } = await db().encoderChange.findFirstOrThrow({ where: { status: "offered" } });
  await db().encoderChange.update({ where: { id }, data: { offer: { ...(offer as object), freeBytes: 1_000 } } });
  expect(await steerChange(admin, { changeId: id, step: "begin" })).toMatchObject({ ok: false, code: "disk-full" });
  await db().encoderChange.update({ where: { id }, data: { offer: offer as object } });
});

it("pauses, goes on after its worker was killed, and is ready once all is embedded and compared", async () => {
  const { id } = await db().encoderChange.findFirstOrThrow({ where: { status: "offered" } });
  expect(await steerChange(admin, { changeId: id, step: "begin" })).toMatchObject({ ok: true });
  expect(await steerChange(admin, { changeId: id, step: "pause" })).toMatchObject({ ok: true });
  expect((await card(id)).status).toBe("paused");
  await runChange(id, never);
  expect((await card(id)).status).toBe("paused");
  expect(await steerChange(admin, { changeId: id, step: "resume" })).toMatchObject({ ok: true });
  // A worker took it up and was killed.
  await db().encoderChange.update({ where: { id }, data: { attempts: 5, heartbeatAt: new Date(0) } });
  await (await jobSender()).clearStorage();
  await keepChangesGoing();
  expect(await waiting("change-encoder")).toBe(1);
  await runChange(id, never);
  const ready = await card(id);
  expect(ready).toMatchObject({ status: "ready", reason: null, missing: 0 });
  expect(await db().photoEmbedding.count({ where: { encoderId: ready.encoderId! } })).toBe(48);
  const { probe, neighbours, against } = ready.comparison!;
  expect(against.name).toBe("tiny");
  expect(probe!.all.live.value).toBeGreaterThan(probe!.all.next.value);
  expect(probe!.categories.map(({ category }) => category)).toContain("Dresses 1");
  expect(neighbours[0]!.live.length).toBeGreaterThan(0);
  expect((await liveEncoder())!.id).toBe(before);
  expect(await entries("encoder.change-paused")).toBe(1);
});

it("is kept complete while it waits: what comes in meanwhile is embedded under both", async () => {
  const ready = await db().encoderChange.findFirstOrThrow({ where: { status: "ready" } });
  const bytes = await sharp({ create: { width: 5, height: 5, channels: 3, background: "#abc123" } })
    .png()
    .toBuffer();
  await makePhoto((await makeProduct()).id, { sha256: await storePhoto(bytes) });
  expect((await card(ready.id)).missing).toBe(1);
  expect(await serveEncoder(admin, { encoderId: ready.encoderId! })).toMatchObject({
    ok: false,
    code: "unavailable",
    detail: expect.stringContaining("lacks 1 of 49"),
  });
  await keepChangesGoing();
  expect(await waiting("change-encoder")).toBe(1);
  await runChange(ready.id, never);
  expect(await card(ready.id)).toMatchObject({ status: "ready", missing: 0 });
  // The model's file is gone: it stays ready, and says what it lacks.
  await makePhoto((await makeProduct()).id, { sha256: await storePhoto(Buffer.from(`${bytes}`)) });
  await db().encoderChange.update({ where: { id: ready.id }, data: { source: "dir:/nowhere/model.onnx" } });
  await runChange(ready.id, never);
  expect(await card(ready.id)).toMatchObject({
    status: "ready",
    missing: 1,
    reason: expect.stringContaining("no model file"),
  });
  await keepChangesGoing();
  expect(await waiting("change-encoder")).toBeLessThanOrEqual(1);
  await db().encoderChange.update({ where: { id: ready.id }, data: { source, heartbeatAt: null } });
  await runChange(ready.id, never);
  expect(await card(ready.id)).toMatchObject({ status: "ready", missing: 0, reason: null });
});

it("serves by one move of a person with what was trained under it, and goes back the same way", async () => {
  const { id, encoderId } = await db().encoderChange.findFirstOrThrow({ where: { status: "ready" } });
  const of = (encoder: string, head: "compatibility" | "category") =>
    makeModelVersion(head, { encoderId: encoder, number: head === "category" ? 3 : Math.floor(Math.random() * 1e6) });
  const [pairsBefore, categoriesBefore] = [await of(before, "compatibility"), await of(before, "category")];
  for (const { id: versionId } of [pairsBefore, categoriesBefore])
    await promote(asSystem("job", "test"), { versionId, reason: "test" });
  const pairsAfter = await of(encoderId!, "compatibility");
  expect(await headOutlooks(admin, encoderId!)).toMatchObject([
    { head: "compatibility", state: "serves", versionNumber: pairsAfter.number },
    { head: "category", state: "untrained", championNumber: 3 },
  ]);
  const served = await serveEncoder(admin, { encoderId: encoderId! });
  expect(served).toMatchObject({
    ok: true,
    value: {
      heads: [
        { head: "compatibility", outcome: "serves" },
        { head: "category", outcome: "training" },
      ],
    },
  });
  expect((await liveEncoder())!.id).toBe(encoderId);
  expect(await waiting("evaluate")).toBeGreaterThan(0);
  expect((await champion("compatibility"))!.versionId).toBe(pairsAfter.id);
  expect(await db().run.findFirst({ where: { head: "category", status: "queued" } })).toMatchObject({
    promoteWhenDone: true,
    because: expect.stringContaining("The encoder changed to house"),
  });
  expect((await card(id)).status).toBe("finished");
  expect(await db().auditEntry.findFirst({ where: { action: "encoder.made-live" } })).toMatchObject({
    actorId: admin.userId,
    subjectId: encoderId,
    before: { encoderId: before },
  });
  // Again changes nothing; photos that came since are missing under the old one.
  expect(await serveEncoder(admin, { encoderId: encoderId! })).toMatchObject({ ok: true, value: { heads: [] } });
  expect(await serveEncoder(admin, { encoderId: before })).toMatchObject({ ok: false, code: "unavailable" });
  await db().photo.deleteMany({ where: { productId: { startsWith: "product-" } } });
  expect(await serveEncoder(admin, { encoderId: before })).toMatchObject({
    ok: true,
    value: { heads: [{ head: "compatibility", outcome: "serves" }] },
  });
  expect((await champion("compatibility"))!.versionId).toBe(pairsBefore.id);
  expect(await entries("encoder.made-live")).toBe(2);
});

it("a network can be trained under an encoder that waits, and the version waits with it", async () => {
  const id = await start();
  await runChange(id, never);
  expect(await trainFirst(admin, { changeId: id, head: "category" })).toMatchObject({ code: "not-that-far" });
  await steerChange(admin, { changeId: id, step: "begin" });
  await db().encoderChange.update({ where: { id }, data: { status: "ready" } });
  await db().run.updateMany({ data: { status: "cancelled" } });
  const run = await trainFirst(admin, { changeId: id, head: "category" });
  const { encoderId } = await card(id);
  expect(run.ok && (await db().run.findUnique({ where: { id: run.value.runId } }))).toMatchObject({ encoderId });
  expect((await headOutlooks(admin, encoderId!)).find(({ head }) => head === "category")).toMatchObject({
    state: "learning",
  });
  expect(await steerChange(admin, { changeId: id, step: "cancel" })).toMatchObject({ ok: true });
  expect((await card(id)).status).toBe("cancelled");
  expect(await steerChange(admin, { changeId: id, step: "cancel" })).toMatchObject({ code: "not-that-far" });
});

it("one that cannot be opened says why and can be tried again; the live one is no change", async () => {
  const broken = await startChange(admin, { source: "dir:/nowhere/model.onnx" });
  const id = broken.ok ? broken.value.id : "";
  await runChange(id, never);
  expect(await card(id)).toMatchObject({ status: "failed", reason: "There is no model file at /nowhere/model.onnx." });
  expect(await steerChange(admin, { changeId: id, step: "resume" })).toMatchObject({ ok: true });
  expect((await card(id)).status).toBe("opening");
  await steerChange(admin, { changeId: id, step: "cancel" });
  await serveEncoder(admin, { encoderId: (await db().encoder.findFirstOrThrow({ where: { name: "house" } })).id });
  const same = await start();
  await runChange(same, never);
  expect(await card(same)).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("works with this encoder already"),
  });
});

it("lends its augmented views to a snapshot, as many of each photo as were asked for", async () => {
  const { bytes } = (await freezeSnapshot("compatibility"))!;
  const { views } = decodeCompatibilityDataset(await withViews(bytes, 2, () => {}));
  const photos = await db().photo.count({ where: { brokenReason: null } });
  expect(views!.product.length).toBe(2 * photos);
  expect(new Set(views!.product).size).toBe(photos);
  expect(views!.embedding.columns).toBe(3);
});

it("is cancelled though its worker had all but finished looking", async () => {
  const started = await startChange(admin, { source: "builtin" });
  const id = started.ok ? started.value.id : "";
  const looking = runChange(id, never);
  await eventually(async () =>
    expect((await db().encoderChange.findUniqueOrThrow({ where: { id } })).attempts).toBe(1),
  );
  expect(await steerChange(admin, { changeId: id, step: "cancel" })).toMatchObject({ ok: true });
  await looking;
  expect(await card(id)).toMatchObject({ status: "cancelled", isAsked: null });
  expect((await card(id)).finishedAt).not.toBeNull();
});

it("is given up after workers have died over it again and again", async () => {
  const { id } = await db().encoderChange.create({
    data: { source, status: "embedding", attempts: 4, deaths: 3, heartbeatAt: new Date(0) },
  });
  await keepChangesGoing();
  expect(await card(id)).toMatchObject({ status: "failed", reason: expect.stringContaining("died over it") });
});

it("whose model's file is another one by now than was looked at embeds nothing under that name", async () => {
  const path = join(folder, "swapped.onnx");
  writeFileSync(path, tinyOnnx());
  writeFileSync(`${path}.json`, JSON.stringify({ size: [4, 4], views: ["whole"] }));
  const started = await startChange(admin, { source: `dir:${path}` });
  const id = started.ok ? started.value.id : "";
  await runChange(id, never);
  const { encoderId } = await card(id);
  await steerChange(admin, { changeId: id, step: "begin" });
  writeFileSync(`${path}.json`, JSON.stringify({ size: [4, 4], views: ["whole", "garment"] }));
  await runChange(id, never);
  expect(await card(id)).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("its version has changed"),
  });
  expect(await db().photoEmbedding.count({ where: { encoderId: encoderId! } })).toBe(0);
});

it("stopped by a full disk says so, whoever noticed it", () => {
  const full = /^The disk is full\. What is embedded stays/;
  expect(reasonOf(Object.assign(new Error("write"), { code: "ENOSPC" }))).toMatch(full);
  expect(reasonOf(new Error("could not extend file: No space left on device"))).toMatch(full);
  expect(reasonOf(new Error("odd"))).toBe("It stopped on an error (odd). What is embedded stays.");
});

it("is an admin's to make", async () => {
  const manager = await makeUser("manager");
  await expect(allowed(manager, "administer")).rejects.toThrow("not-allowed");
});
