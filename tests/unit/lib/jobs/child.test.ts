import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { inChild, type PlanOutcome, runPlan } from "@/lib/jobs/child";
import type { Plan } from "@/ml/train-protocol";

const folder = mkdtempSync(join(tmpdir(), "toile-child-"));
afterAll(() => rmSync(folder, { recursive: true }));

const plan: Plan = {
  task: "score-pairs",
  input: join(folder, "nothing"),
  modelPath: join(folder, "nothing"),
  output: join(folder, "out"),
  seed: 1,
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A child whose work is what is given, and its process id. */
async function pidOf(work: () => Promise<void>): Promise<{ pid: number; error: unknown }> {
  let pid = 0;
  const onStart = (started: number) => {
    pid = started;
  };
  const error = await inChild({ onStart }, work).catch((thrown: unknown) => thrown);
  return { pid, error };
}

it("a child that gets its plan late does it, and says in a sentence what stands in the way", async () => {
  const outcome = await inChild({}, async (run): Promise<PlanOutcome> => {
    await new Promise((resolve) => setImmediate(resolve));
    return run(plan);
  });
  expect(outcome).toMatchObject({ ended: "failed", reason: expect.stringContaining("no such file") });
});

it("a child is gone when its work is over, whether it was told a plan or not", async () => {
  const idle = await pidOf(async () => {});
  expect(isAlive(idle.pid)).toBe(false);
  const thrown = await pidOf(async () => {
    throw new Error("the catalogue can't be read");
  });
  expect(thrown.error).toEqual(new Error("the catalogue can't be read"));
  expect(isAlive(thrown.pid)).toBe(false);
});

it("no child is started for what was stopped before", async () => {
  let started = false;
  const onStart = () => {
    started = true;
  };
  expect(await runPlan(plan, { signal: AbortSignal.abort(), onStart })).toEqual({ ended: "stopped" });
  expect(started).toBe(false);
});

it("a child that is killed while its plan is made has died, and says so", async () => {
  const onStart = (pid: number) => void process.kill(pid, "SIGKILL");
  expect(await inChild({ onStart }, (run) => run(plan))).toMatchObject({ ended: "died" });
});
