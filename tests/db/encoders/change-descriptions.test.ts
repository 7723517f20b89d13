import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { descriptionVectors } from "@/lib/catalogue/descriptions/description-vectors";
import { db } from "@/lib/db";
import { cancelDescriptions } from "@/lib/encoders/descriptions/cancel-descriptions";
import { askForMissingDescriptions, completeDescriptions } from "@/lib/encoders/descriptions/complete-descriptions";
import { descriptionsCard } from "@/lib/encoders/descriptions/data";
import { descriptionWork } from "@/lib/encoders/descriptions/description-work";
import { runDescriptions } from "@/lib/encoders/descriptions/run-descriptions";
import { startDescriptions } from "@/lib/encoders/descriptions/start-descriptions";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { evaluationOf } from "@/lib/models/evaluation/data";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { evaluateVersion } from "@/lib/training/gate/evaluate-version";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { rowOf } from "@/ml/runtime/matrix";
import { makeAllowed } from "@/tests/support/factories";
import { makeTinyHouse } from "@/tests/support/tiny-house";
import { pieces, tinySentenceFiles } from "@/tests/support/tiny-sentence-model";

const by = asSystem("commandLine", "test");
const admin = await makeAllowed("admin", "administer");
const never = new AbortController().signal;
const quick = { members: 2, epochs: 2, fewestSteps: 2, components: 8, descriptionComponents: 2 };
let root: string;
let source: string;
let ids: string[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "toile-descriptions-"));
  for (const [file, content] of Object.entries(tinySentenceFiles())) {
    mkdirSync(dirname(join(root, "model", file)), { recursive: true });
    writeFileSync(join(root, "model", file), content);
  }
  source = `dir:${join(root, "model")}`;
  const house = await makeTinyHouse({ products: 240, outfits: 160 });
  ids = house.productIds;
  for (const style of ["calm", "loud"]) {
    const own = ids.filter((id, i) => house.styleOf.get(id) === style && i % 8 !== 7);
    const description = style === "calm" ? " a silk coat\n" : "wool coats";
    await db().product.updateMany({ where: { id: { in: own } }, data: { description } });
  }
  await trained();
});
afterAll(async () => {
  await closeJobs();
  rmSync(root, { recursive: true });
});
beforeEach(async () => {
  await (await jobSender()).clearStorage();
});

async function trained(runId?: string) {
  if (runId === undefined) {
    const started = await startTraining(by, { head: "compatibility", seed: 3 });
    if (!started.ok) throw new Error(started.code);
    return trained(started.value.runId);
  }
  await trainRun(runId, { config: quick });
  return db().modelVersion.findUniqueOrThrow({ where: { runId }, include: { snapshot: true } });
}
async function start(from = source): Promise<string> {
  const started = await startDescriptions(admin, { source: from });
  if (!started.ok) throw new Error(started.code);
  return started.value.id;
}
const latest = async () => (await descriptionsCard()).latest!;
const waiting = async (name: string) => (await jobSender()).getQueueSize(name);
const entries = (action: string) => db().auditEntry.count({ where: { action } });
const scores = async () => {
  const found = await scorePairs([
    { a: ids[0]!, b: ids[5]! },
    { a: ids[2]!, b: ids[4]! },
  ]);
  return found.ok ? found.value.map(({ score, model }) => [score, model]) : found.code;
};
let before: Awaited<ReturnType<typeof scores>>;

// The tests below follow each other, as a change does.
it("the first training reads descriptions the built-in way, with the catalogue's words counted", async () => {
  const { live, serving, latest } = await descriptionsCard();
  expect(live).toMatchObject({ name: "builtin", source: "builtin", dimension: 256, texts: 2, embedded: 2 });
  expect([serving?.number, serving?.descriptions?.id, latest]).toEqual([1, live!.id, null]);
  expect(await entries("descriptions.made-live")).toBe(1);
  before = await scores();
  expect(before).toEqual([
    [expect.any(Number), "compatibility v1"],
    [expect.any(Number), "compatibility v1"],
  ]);
});

it("one change is under way at a time, and one that waits is given up at once", async () => {
  const id = await start();
  expect(await startDescriptions(admin, { source })).toMatchObject({ ok: false, code: "change-under-way" });
  expect([await waiting("change-descriptions"), await entries("descriptions.change-started")]).toEqual([1, 1]);
  expect(await cancelDescriptions(admin, { id })).toEqual({ ok: true, value: { id } });
  expect(await cancelDescriptions(admin, { id })).toMatchObject({ ok: false, code: "not-found" });
  expect(await cancelDescriptions(admin, { id: "nonsense" })).toMatchObject({ ok: false, code: "not-found" });
  expect([(await latest()).status, await entries("descriptions.change-cancelled")]).toEqual(["cancelled", 1]);
  await runDescriptions(id, never);
  expect((await latest()).status).toBe("cancelled");
});

it("what can't be opened fails in a sentence, and nothing else changes", async () => {
  await runDescriptions(await start("dir:/nowhere/at/all"), never);
  expect(await latest()).toMatchObject({ status: "failed", reason: "There is no folder at /nowhere/at/all." });
  expect((await descriptionsCard()).live!.source).toBe("builtin");
});

it("a worker that stops gives it back, one that was killed is followed by another, a wish to give up is heard", async () => {
  const id = await start();
  await runDescriptions(id, AbortSignal.abort());
  expect([(await latest()).status, await waiting("change-descriptions")]).toEqual(["queued", 1]);
  await (await jobSender()).clearStorage();
  const lose = () =>
    db().descriptionChange.update({ where: { id }, data: { status: "running", heartbeatAt: new Date(0) } });
  await lose();
  await descriptionWork.takeUpLost();
  expect([(await latest()).status, await waiting("change-descriptions")]).toEqual(["queued", 1]);
  await lose();
  expect(await cancelDescriptions(admin, { id })).toMatchObject({ ok: true });
  await descriptionWork.takeUpLost();
  expect((await latest()).status).toBe("cancelled");
});

it("everything is embedded, trainings read it from then on, and what serves goes on with its own", async () => {
  await runDescriptions(await start(), never);
  expect(await latest()).toMatchObject({
    status: "finished",
    progress: null,
    reason: expect.stringContaining("a training by it was begun"),
  });
  const { live, serving } = await descriptionsCard();
  expect(live).toMatchObject({ source, dimension: 3, texts: 2, embedded: 2, isFileGone: false });
  expect(serving!.descriptions!.source).toBe("builtin");
  expect(await entries("descriptions.made-live")).toBe(2);
  expect(await scores()).toEqual(before);
});

it("the version that is trained then is the challenger that reads it, compared with what serves by what each reads", async () => {
  const run = await db().run.findFirstOrThrow({ where: { status: "queued" } });
  const version = await trained(run.id);
  const { live } = await descriptionsCard();
  expect([version.number, version.descriptionEncoderId, version.snapshot.descriptionEncoderId]).toEqual([
    2,
    live!.id,
    live!.id,
  ]);
  const { description, productIds } = decodeCompatibilityDataset(version.snapshot.bytes);
  const sum = [2, 8, 7, 5, 3].map((piece) => pieces[piece]!).reduce((a, b) => a.map((value, j) => value + b[j]!));
  const silk = await db().product.findFirstOrThrow({ where: { description: { contains: "silk" } } });
  const row = rowOf(description!, productIds.indexOf(silk.id));
  expect(Array.from(row)).toEqual(sum.map((value) => expect.closeTo(value / Math.hypot(...sum), 5)));
  expect(Math.hypot(...rowOf(description!, productIds.indexOf(ids[7]!)))).toBe(0);
  await evaluateVersion(version.id);
  const { gate, card } = (await evaluationOf(version.id))!;
  const curve = (name: string) => card!.curves.find((one) => one.name === name)!.auc.value;
  expect(gate!.figures[0]!.champion).toBeCloseTo(curve("against"), 3);
  // What serves is measured with what it has learnt to read: as it is measured by itself.
  const serving = (await champion("compatibility"))!;
  await evaluateVersion(serving.versionId);
  const own = (await evaluationOf(serving.versionId))!.card!.curves.find(({ name }) => name === "version")!;
  expect(own.auc.value).toBeCloseTo(curve("against"), 6);
});

it("the same source again changes nothing, and goes the way back to an earlier one without embedding anew", async () => {
  await runDescriptions(await start(), never);
  expect((await latest()).reason).toContain("by this one already");
  const stored = await db().descriptionEmbedding.count();
  await runDescriptions(await start("builtin"), never);
  expect((await descriptionsCard()).live!.source).toBe("builtin");
  expect(await db().descriptionEmbedding.count()).toBe(stored);
  await db().run.updateMany({ where: { status: "queued" }, data: { status: "cancelled" } });
  await runDescriptions(await start(), never);
  await db().run.updateMany({ where: { status: "queued" }, data: { status: "cancelled" } });
});

it("a description that comes in later is unknown until it is embedded; files that are gone are told, others refused", async () => {
  const { id } = (await descriptionsCard()).live!;
  await askForMissingDescriptions();
  expect(await waiting("embed-descriptions")).toBe(0);
  await db().product.update({ where: { id: ids[7]! }, data: { description: "a coat" } });
  expect(Math.hypot(...rowOf(await descriptionVectors(id, ["a coat", null]), 0))).toBe(0);
  await askForMissingDescriptions();
  await askForMissingDescriptions();
  expect(await waiting("embed-descriptions")).toBe(1);
  renameSync(join(root, "model"), join(root, "away"));
  await expect(completeDescriptions(id, never)).rejects.toThrow(/There is no folder at/);
  expect((await descriptionsCard()).live).toMatchObject({ isFileGone: true, texts: 3, embedded: 2 });
  renameSync(join(root, "away"), join(root, "model"));
  const config = join(root, "model", "tokenizer_config.json");
  writeFileSync(config, JSON.stringify({ pad_token: "[PAD]" }));
  await expect(completeDescriptions(id, never)).rejects.toThrow(/are others than they were/);
  writeFileSync(config, tinySentenceFiles()["tokenizer_config.json"]!);
  await completeDescriptions(id, never);
  expect(Math.hypot(...rowOf(await descriptionVectors(id, ["a coat"]), 0))).toBeCloseTo(1, 5);
});
