import { setMaxListeners } from "node:events";
import type PgBoss from "pg-boss";
import { openBoss } from "./boss";
import { type JobName, jobNames } from "./contracts";
import { beginHeartbeat } from "./heartbeat";
import type { JobRegistry } from "./registry";
import { lostRunCheckMs } from "./rules";
import { takeUpOrphans } from "./take-up-orphans";

/** Something a worker does by the clock, beside its jobs. Runs once at the start, then `everyMs` after each end. One that
 *  lasts ends when `signal` does. */
export type Chore = { name: string; everyMs: number; run: (signal: AbortSignal) => Promise<void> };
export type Worker = { stop: () => Promise<void> };

const stopPatienceMs = 10_000;

/** Every worker looks after the queue itself. */
const orphanChore: Chore = {
  name: "orphaned jobs",
  everyMs: lostRunCheckMs,
  run: async () => void (await takeUpOrphans()),
};

/** Works the queues of every contract, one job of a kind at a time, until `stop`. On stop the handlers' signal is
 *  aborted first, so that what they hold goes back before the connections close. */
export async function startWorker(registry: JobRegistry, chores: Chore[]): Promise<Worker> {
  const stopping = new AbortController();
  // Every chore waits for it.
  setMaxListeners(0, stopping.signal);
  const boss = await openBoss({ supervise: true });
  const heartbeat = await beginHeartbeat();
  for (const [name, handler] of registry) {
    await boss.work(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs: PgBoss.Job[]) => {
      for (const job of jobs)
        await logged(name, stopping.signal, () => handler.run(job.data, { signal: stopping.signal }));
    });
  }
  const timers = [orphanChore, ...chores].map((chore) => repeat(chore, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      // At once, beside the chores' ends: what a handler gives back must not be fetched here again.
      const stopped = boss.stop({ graceful: true, wait: true, close: true, timeout: stopPatienceMs });
      await Promise.all([stopped, ...timers]);
      await heartbeat.stop();
    },
  };
}

/** Runs what waits in the queues in this process, until nothing is left: the command line's way when no worker is
 *  there. Answers what failed; a failed job stays in the queue for a worker's retry. */
export async function drainJobs(
  registry: JobRegistry,
  signal: AbortSignal,
): Promise<{ name: JobName; reason: string }[]> {
  const boss = await openBoss({ supervise: false });
  const failures: { name: JobName; reason: string }[] = [];
  try {
    for (let found = true; found && !signal.aborted; ) {
      found = false;
      for (const name of jobNames) {
        for (const job of await boss.fetch<object>(name)) {
          found = true;
          const reason = await runOne(registry, name, job, signal);
          if (reason === null) await boss.complete(name, job.id);
          else {
            failures.push({ name, reason });
            await boss.fail(name, job.id, { reason });
          }
        }
      }
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  return failures;
}

async function runOne(registry: JobRegistry, name: JobName, job: PgBoss.Job<object>, signal: AbortSignal) {
  try {
    await registry.get(name)?.run(job.data, { signal });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function logged(name: string, stopping: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // pg-boss keeps the message with the job and retries; the log is for who watches the worker.
    if (stopping.aborted) console.log(`job ${name}: left for the next worker`);
    else console.error(`job ${name}:`, error);
    throw error;
  }
}

async function repeat(chore: Chore, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await chore.run(signal).catch((error: Error) => console.error(`${chore.name}:`, error.message));
    await sleep(chore.everyMs, signal);
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
