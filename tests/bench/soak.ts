import { setTimeout as wait } from "node:timers/promises";
import type { Bench, BenchContext } from "@/bin/instance/bench-types";
import { type BenchInstance, openInstance, workOnDatabaseOf } from "./queue/instance";
import { percentile, runLoad } from "./queue/load";
import { makePool, peopleAt } from "./queue/pool";
import { memoryOf, pidOf } from "./queue/processes";
import { readBack } from "./queue/read-back";

/* npm run bench -- soak [MINUTES=10 [PEOPLE=16]]
   People judge for a while; the memory of web server and worker is read every two seconds. Flat: in the last fifth
   not above the second fifth by more than a tenth. */

const openTasks = 20_000;
const sampleMs = 2_000;
const growth = 0.1;

const bench: Bench = {
  name: "soak",
  async run({ say, args }) {
    const [minutes = 10, people = 16] = args.map(Number);
    const instance = await openInstance(say);
    try {
      return await measure(instance, { minutes, people }, say);
    } finally {
      const { closeDb } = await import("@/lib/db");
      await closeDb();
      await instance.close();
    }
  },
};
export default bench;

type Size = { minutes: number; people: number };

async function measure(instance: BenchInstance, { minutes, people }: Size, say: BenchContext["say"]) {
  await workOnDatabaseOf(instance);
  await makePool(openTasks, say);
  const sitting = await peopleAt(instance, people);
  let isOver = false;
  const load = runLoad({ url: instance.url, people: sitting, seconds: 60 * minutes, seed: 1, kind: "open" }).finally(
    () => {
      isOver = true;
    },
  );
  const [web, worker] = await Promise.all([sample("web", () => isOver), sample("worker", () => isOver)]);
  const measured = await load;
  const found = await readBack(await instance.databaseUrl(), [measured]);
  const flat = (name: string, samples: number[]) => {
    const [early, late] = [fifthOf(samples, 1), fifthOf(samples, 4)];
    const value = 100 * (late / early - 1);
    say(`${name}: ${Math.round(early)} MB, then ${Math.round(late)} MB`);
    return {
      name: `${name}: memory, last fifth over second`,
      value,
      unit: "%",
      target: `≤ ${100 * growth}`,
      ok: value <= 100 * growth,
    };
  };
  const none = (name: string, value: number) => ({ name, value, unit: "", target: 0, ok: value === 0 });
  return [
    flat("web server", web),
    { name: "web server: memory at the end", value: web.at(-1) ?? 0, unit: "MB", ok: true },
    flat("worker", worker),
    { name: "worker: memory at the end", value: worker.at(-1) ?? 0, unit: "MB", ok: true },
    { name: "answers", value: measured.acknowledged.length, unit: "", ok: measured.acknowledged.length > 0 },
    { name: "lease, p95", value: percentile(measured.leaseMs, 0.95), unit: "ms", ok: true },
    { name: "answer, p95", value: percentile(measured.answerMs, 0.95), unit: "ms", ok: true },
    none("failed requests", measured.failures.length),
    none("labels missing", found.missing),
  ];
}

async function sample(program: "web" | "worker", isOver: () => boolean): Promise<number[]> {
  const samples: number[] = [];
  while (!isOver()) {
    const memory = memoryOf(pidOf(program));
    if (memory !== null) samples.push(memory);
    await wait(sampleMs);
  }
  return samples;
}

/** The median of one fifth of the samples, from 0. */
function fifthOf(samples: readonly number[], fifth: number): number {
  const length = samples.length / 5;
  return percentile(samples.slice(Math.floor(fifth * length), Math.ceil((fifth + 1) * length)), 0.5);
}
