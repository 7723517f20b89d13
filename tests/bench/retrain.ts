import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { type BenchInstance, openInstance, workOnDatabaseOf } from "./queue/instance";
import { type Measured, percentile, runLoad } from "./queue/load";
import { makePool, peopleAt } from "./queue/pool";
import { pidOf } from "./queue/processes";
import { readBack } from "./queue/read-back";
import { type Course, followRun, pressTrain, untilQuiet } from "./retrain/follow";
import { plantRetrainHouse } from "./retrain/house";
import { makeManager } from "./retrain/manager";

/* npm run bench -- retrain [--backend wasm|native] [--labels 10000] [--tasks 100000] [--seconds 30]
   The built app with its embedded Postgres and worker: from a manager's button to a challenger that passed the gate, was
   promoted by rule, and has ranked the open pairs. Then once more while eight people judge in an open loop, as in the
   queue bench: what they wait while it trains, beside what they wait when it does not. */

const people = 8;
const warmUpSeconds = 10;
const targets = { wasm: 90, native: 45 } as const;
const answersWithinMs = 50;

const bench: Bench = {
  name: "retrain",
  async run({ say, args }) {
    const { values } = parseArgs({
      args,
      options: {
        backend: { type: "string", default: "wasm" },
        labels: { type: "string", default: "10000" },
        tasks: { type: "string", default: "100000" },
        seconds: { type: "string", default: "30" },
      },
    });
    const backend = values.backend === "native" ? "native" : "wasm";
    process.env.TOILE_BACKEND = backend;
    const instance = await openInstance(say);
    try {
      const size = { labels: Number(values.labels), tasks: Number(values.tasks), seconds: Number(values.seconds) };
      return await measure(instance, backend, size, say);
    } finally {
      const { closeDb } = await import("@/lib/db");
      const { closeJobs } = await import("@/lib/jobs/boss");
      await closeJobs();
      await closeDb();
      await instance.close();
    }
  },
};
export default bench;

type Size = { labels: number; tasks: number; seconds: number };

async function measure(
  instance: BenchInstance,
  backend: keyof typeof targets,
  { labels, tasks, seconds }: Size,
  say: BenchContext["say"],
): Promise<Figure[]> {
  await workOnDatabaseOf(instance);
  // The first version's own comparison and ranking are no part of this, and take a minute.
  const wake = putToSleep();
  await makePool(tasks, say);
  await plantRetrainHouse(labels, say);
  wake();
  const manager = await makeManager(instance, "whenGatePasses");
  const sitting = await peopleAt(instance, people);
  await untilQuiet();
  const load = (kind: "open" | "closed", runSeconds: number, seed: number) =>
    runLoad({ url: instance.url, people: sitting, seconds: runSeconds, seed, kind });
  const loads = [await load("closed", warmUpSeconds, 1)];
  const loadBefore = loadavg()[0]!;
  say("a manager presses Train, nobody judges …");
  const alone = await press(instance, manager, say);
  await untilQuiet();
  say(`${people} people for ${seconds} s, nothing trains …`);
  const quiet = await load("open", seconds, 2);
  say(`${people} people for ${seconds} s while it trains …`);
  const training = press(instance, manager, say);
  const beside = await load("open", seconds, 3);
  const second = await training;
  loads.push(quiet, beside);
  const found = await readBack(await instance.databaseUrl(), loads);
  const failures = loads.flatMap((one) => one.failures);
  for (const failure of failures.slice(0, 5)) say(failure);
  return [
    plain("load of the machine before", loadBefore, ""),
    ...courseFigures(alone, targets[backend]),
    ...waiting("lease", quiet, beside, ({ leaseMs }) => leaseMs),
    ...waiting("answer", quiet, beside, ({ answerMs }) => answerMs),
    plain("people judged beside the first seconds of a training of", second.trainedAt, "s"),
    none("failed requests", failures.length),
    none("tasks held by two", found.heldByTwo),
    none("labels missing", found.missing),
  ];
}

/** Holds the worker until the function that is returned is called. */
function putToSleep(): () => void {
  const worker = pidOf("worker");
  if (worker === null) throw new Error("the worker does not run");
  process.kill(worker, "SIGSTOP");
  return () => process.kill(worker, "SIGCONT");
}

async function press(instance: BenchInstance, cookie: string, say: BenchContext["say"]): Promise<Course> {
  const began = performance.now();
  const course = await followRun(await pressTrain(instance, cookie), began);
  say(`the gate: ${course.outcome}; trained after ${course.trainedAt.toFixed(1)} s`);
  return course;
}

const plain = (name: string, value: number, unit: string): Figure => ({ name, value, unit, ok: true });
const none = (name: string, value: number): Figure => ({ name, value, unit: "", target: 0, ok: value === 0 });

function courseFigures(course: Course, targetSeconds: number): Figure[] {
  return [
    plain("button to stored version", course.trainedAt, "s"),
    plain("button to the gate's finding", course.measuredAt, "s"),
    {
      name: "button to promoted and ranked",
      value: course.liveAt,
      unit: "s",
      target: `≤ ${targetSeconds}`,
      ok: course.liveAt <= targetSeconds,
    },
    plain("places in its ranking", course.ranked, ""),
    plain("memory of the training process", course.peakMb, "MB"),
  ];
}

function waiting(name: string, quiet: Measured, beside: Measured, of: (load: Measured) => number[]): Figure[] {
  const p95 = percentile(of(beside), 0.95);
  return [
    plain(`${name} p95, nothing trains`, percentile(of(quiet), 0.95), "ms"),
    plain(`${name} p50 while it trains`, percentile(of(beside), 0.5), "ms"),
    {
      name: `${name} p95 while it trains`,
      value: p95,
      unit: "ms",
      target: `≤ ${answersWithinMs}`,
      ok: p95 <= answersWithinMs,
    },
  ];
}
