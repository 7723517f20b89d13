import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { closeJobs } from "@/lib/jobs/boss";
import { health } from "@/lib/jobs/health";
import { champion } from "@/lib/models/data";
import { rankedBy } from "@/lib/queue/data";
import { runOf } from "@/lib/training/data";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { eventually } from "../../support/eventually";
import { makeTinyHouse } from "../../support/tiny-house";

const workers: ChildProcess[] = [];

function startAWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", "bin/worker.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  workers.push(worker);
  return worker;
}

const ended = (worker: ChildProcess) => new Promise<number | null>((resolve) => worker.once("exit", resolve));

beforeAll(() => makeTinyHouse({ products: 80, outfits: 60 }));
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  await db().workerHeartbeat.deleteMany();
});
afterAll(closeJobs);

/** Processes that train in this test's TOILE_HOME, found by their surroundings. */
async function trainings(): Promise<number[]> {
  const found: number[] = [];
  for (const name of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry))) {
    const read = (what: string) => readFile(join("/proc", name, what), "utf8").catch(() => "");
    if (!(await read("cmdline")).includes("train.ts")) continue;
    if ((await read("environ")).includes(env().TOILE_HOME)) found.push(Number(name));
  }
  return found;
}

it.skipIf(process.platform !== "linux")(
  "a run whose worker is killed in mid-training is taken up within a minute, from the same data, and nothing is left behind",
  async () => {
    const first = startAWorker();
    await eventually(async () => expect((await health()).worker).toBe("up"), 60_000);
    const started = await startTraining(asSystem("commandLine", "test"), { head: "compatibility", seed: 11 });
    if (!started.ok) throw new Error(started.code);
    const { runId } = started.value;
    await eventually(async () => expect((await runOf(runId))!.progress?.epoch ?? 0).toBeGreaterThan(0), 90_000);
    const { snapshotId } = await db().run.findUniqueOrThrow({ where: { id: runId } });
    expect(await trainings()).toHaveLength(1);

    first.kill("SIGKILL");
    const killedAt = performance.now();
    await eventually(async () => expect(await trainings()).toEqual([]), 20_000);
    startAWorker();
    await eventually(async () => expect((await runOf(runId))!.attempts).toBe(2), 60_000);
    expect(performance.now() - killedAt).toBeLessThan(60_000);

    await eventually(async () => expect((await runOf(runId))!.status).toBe("finished"), 60_000);
    const run = await db().run.findUniqueOrThrow({ where: { id: runId }, include: { version: true } });
    expect(run).toMatchObject({ attempts: 2, seed: 11, snapshotId });
    expect(run.version!.snapshotId).toBe(snapshotId);
    expect(await champion("compatibility")).toMatchObject({ versionId: run.version!.id });
    // The promotion asked for a ranking, and the same worker makes it.
    await eventually(async () => expect(await rankedBy("compatibility")).toMatchObject({ version: 1 }), 60_000);
    await eventually(async () => expect(await readdir(join(env().TOILE_HOME, "runs"))).toEqual([]), 20_000);
  },
  300_000,
);

it("a worker that is asked to stop gives its run back at once and leaves", async () => {
  const worker = startAWorker();
  await eventually(async () => expect((await health()).worker).toBe("up"), 60_000);
  const started = await startTraining(asSystem("commandLine", "test"), { head: "compatibility", seed: 12 });
  if (!started.ok) throw new Error(started.code);
  await eventually(async () => expect((await runOf(started.value.runId))!.status).toBe("running"), 60_000);
  const end = ended(worker);
  worker.kill("SIGTERM");
  expect(await end).toBe(0);
  const { status, attempts, phase, reason } = (await runOf(started.value.runId))!;
  expect({ status, attempts, phase, reason }).toEqual({ status: "queued", attempts: 0, phase: null, reason: null });
  expect((await health()).ok).toBe(false);
}, 150_000);
