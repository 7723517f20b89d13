import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion, versions } from "@/lib/models/data";
import type { Head } from "@/lib/models/schema";
import { cancelRun } from "@/lib/training/cancel-run";
import { runOf } from "@/lib/training/data";
import { runWork } from "@/lib/training/run/run-work";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { eventually } from "../../support/eventually";
import { makeTinyHouse } from "../../support/tiny-house";

const by = asSystem("commandLine", "test");
const quick = { members: 2, epochs: 2, fewestSteps: 2, components: 8, folds: 2 };
/** Would train for hours: a test ends it. */
const endless = { ...quick, epochs: 1_000_000, patience: 1_000_000 };

beforeAll(() => makeTinyHouse());
afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().run.updateMany({ where: { status: { in: ["queued", "running"] } }, data: { status: "cancelled" } });
});

async function start(head: Head, options: { seed?: number; promote?: boolean } = {}): Promise<string> {
  const started = await startTraining(by, { head, ...options });
  if (!started.ok) throw new Error(started.code);
  return started.value.runId;
}

const debris = () => readdir(join(env().TOILE_HOME, "runs")).catch(() => []);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

for (const head of ["compatibility", "category"] as const) {
  it(`a first ${head} run ends in a version that serves, and asks for a ranking`, async () => {
    const runId = await start(head, { seed: 7 });
    await trainRun(runId, { config: quick });
    expect(await runOf(runId)).toMatchObject({ status: "finished", reason: null, attempts: 1, versionNumber: 1 });
    const [version] = await versions(head);
    expect(version).toMatchObject({ number: 1, isChampion: true, parentNumber: null });
    expect(version!.counts.products).toBe(120);
    expect(version!.trainSeconds).toBeGreaterThan(0);
    expect(await champion(head)).toMatchObject({ number: 1 });
    expect(await (await jobSender()).getQueueSize("rank")).toBe(1);
    expect(await debris()).toEqual([]);
  });
}

it("a later version waits to be promoted by hand, and names the one that served as its parent", async () => {
  const runId = await start("category");
  await trainRun(runId, { config: quick });
  expect((await versions("category"))[0]).toMatchObject({ number: 2, isChampion: false, parentNumber: 1 });
  expect(await champion("category")).toMatchObject({ number: 1 });
});

it("a run that was asked to promote serves as soon as it is stored", async () => {
  await trainRun(await start("category", { promote: true }), { config: quick });
  expect(await champion("category")).toMatchObject({ number: 3 });
});

it("the same data and seed make the same weights", async () => {
  await trainRun(await start("compatibility", { seed: 99 }), { config: quick });
  await trainRun(await start("compatibility", { seed: 99 }), { config: quick });
  const [a, b] = await db().modelVersion.findMany({ where: { head: "compatibility", seed: 99 } });
  expect(a!.sha256).toBe(b!.sha256);
  expect(a!.snapshotId).toBe(b!.snapshotId);
});

it("a second run of a head is refused while one is under way", async () => {
  await start("compatibility");
  expect(await startTraining(by, { head: "compatibility" })).toMatchObject({ ok: false, code: "run-active" });
  expect((await startTraining(by, { head: "category" })).ok).toBe(true);
});

it("a training process that is killed begins again from the same snapshot and seed", async () => {
  const runId = await start("category", { seed: 5 });
  const children: number[] = [];
  await trainRun(runId, {
    config: quick,
    onChild: (pid) => {
      children.push(pid);
      if (children.length === 1) setTimeout(() => process.kill(pid, "SIGKILL"), 300);
    },
  });
  expect(children).toHaveLength(2);
  const run = await db().run.findUniqueOrThrow({ where: { id: runId }, include: { version: true } });
  expect(run).toMatchObject({ status: "finished", attempts: 2, seed: 5 });
  expect(run.version!.snapshotId).toBe(run.snapshotId);
  expect(await debris()).toEqual([]);
});

it("after the third loss a run fails with its reason, and another one may start", async () => {
  const runId = await start("category");
  let killed = 0;
  await trainRun(runId, {
    config: endless,
    onChild: (pid) => {
      killed++;
      setTimeout(() => process.kill(pid, "SIGKILL"), 200);
    },
  });
  expect(killed).toBe(3);
  const run = (await runOf(runId))!;
  expect(run).toMatchObject({ status: "failed", attempts: 3, versionNumber: null });
  expect(run.reason).toContain("Tried 3 times");
  expect(run.reason).toContain("killed");
  expect((await startTraining(by, { head: "category" })).ok).toBe(true);
  expect(await debris()).toEqual([]);
});

it("cancelling stops a training within two seconds and leaves nothing behind", async () => {
  const runId = await start("compatibility");
  let child = 0;
  const trained = trainRun(runId, { config: endless, onChild: (pid) => (child = pid) });
  await eventually(async () => expect((await runOf(runId))!.progress?.epoch ?? 0).toBeGreaterThan(0), 20_000);
  const asked = performance.now();
  expect((await cancelRun(by, { runId })).ok).toBe(true);
  await trained;
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(isAlive(child)).toBe(false);
  expect(await runOf(runId)).toMatchObject({ status: "cancelled", versionNumber: null });
  expect(await debris()).toEqual([]);
  expect(await cancelRun(by, { runId })).toMatchObject({ ok: false, code: "not-found" });
});

it("a queued run is cancelled at once and never trained", async () => {
  const runId = await start("compatibility");
  expect((await cancelRun(by, { runId })).ok).toBe(true);
  await trainRun(runId, { config: quick });
  expect(await runOf(runId)).toMatchObject({ status: "cancelled", attempts: 0 });
});

it("progress can be watched while it trains: epochs, loss, speed and memory", async () => {
  const runId = await start("compatibility");
  const trained = trainRun(runId, { config: endless });
  await eventually(async () => {
    const run = (await runOf(runId))!;
    expect(run.progress).toMatchObject({
      loss: expect.any(Number),
      rssMb: expect.any(Number),
      backend: expect.any(String),
    });
    expect(run.curve.length).toBeGreaterThan(1);
  }, 20_000);
  await cancelRun(by, { runId });
  await trained;
});

it("a worker that stops gives its run back, and the attempt does not count", async () => {
  const runId = await start("category");
  const stopping = new AbortController();
  const trained = trainRun(runId, {
    config: endless,
    signal: stopping.signal,
    onChild: () => setTimeout(() => stopping.abort(), 300),
  });
  await trained;
  expect(await runOf(runId)).toMatchObject({ status: "queued", attempts: 0 });
  expect(await (await jobSender()).getQueueSize("train")).toBe(1);
  await trainRun(runId, { config: quick });
  expect(await runOf(runId)).toMatchObject({ status: "finished", attempts: 1 });
});

it("a run whose worker fell silent is queued again, and fails after its third loss", async () => {
  const runId = await start("category");
  const silence = () => db().run.update({ where: { id: runId }, data: { heartbeatAt: new Date(Date.now() - 60_000) } });
  for (const attempt of [1, 2, 3]) {
    expect(await runWork.claim(runId)).toMatchObject({ attempts: attempt });
    expect(await runWork.takeUpLost()).toEqual([]);
    await silence();
    expect(await runWork.takeUpLost()).toEqual(attempt < 3 ? [runId] : []);
  }
  expect((await runOf(runId))!).toMatchObject({ status: "failed", reason: expect.stringContaining("Tried 3 times") });
});

it("of two workers only one takes a run up", async () => {
  const runId = await start("category");
  const claims = await Promise.all([1, 2, 3, 4].map(() => runWork.claim(runId)));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
});

/** A disk of this size in the place where runs write; false where mounting is not allowed. */
function mountSmallDisk(folder: string, size: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

it.each([
  ["the data", "4k", "so the run's files could not be written"],
  ["the weights", "32k", "so what was computed could not be written"],
])(
  "a disk that has no room for %s fails the run with a sentence, once, and what served before serves on",
  async (what, size, words) => {
    const folder = join(env().TOILE_HOME, "runs");
    const before = await champion("category");
    const runId = await start("category");
    if (!mountSmallDisk(folder, size)) return;
    try {
      // Whatever could not be written in this process is thrown too, for the worker's log.
      await trainRun(runId, { config: quick }).catch(() => undefined);
      const run = (await runOf(runId))!;
      expect(run, what).toMatchObject({ status: "failed", attempts: 1, versionNumber: null });
      expect(run.reason).toContain(`The disk is full, ${words}`);
      expect(await debris()).toEqual([]);
    } finally {
      execFileSync("umount", ["-l", folder]);
    }
    expect(await champion("category")).toEqual(before);
    expect((await start("category")).length).toBeGreaterThan(0);
  },
);

it("with too little to learn from, a run is refused with what is missing", async () => {
  await db().outfitItem.deleteMany();
  const refused = await startTraining(by, { head: "compatibility" });
  expect(refused).toMatchObject({ ok: false, code: "not-enough-data", detail: expect.stringContaining("0 pairs") });
});
