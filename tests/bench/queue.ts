import type { Bench, BenchContext } from "@/bin/instance/bench-types";
import { importBeside } from "./queue/import-beside";
import { type BenchInstance, openInstance, workOnDatabaseOf } from "./queue/instance";
import { type Load, type Measured, percentile, runLoad } from "./queue/load";
import { makePool, peopleAt } from "./queue/pool";
import { readBack } from "./queue/read-back";

/* npm run bench -- queue [SECONDS=45 [TASKS=100000]]
   The built app with its embedded Postgres and worker, over HTTP with keep-alive: people judge pairs in an open loop, one
   answer every 1.5 s with jitter, each asking for three ahead after it; times run from the intended moment on. Then as fast
   as sixteen can; then with an import of 20,000 products beside. */

const most = 64;
const rankingSeconds = 10;
const perSecond = 150;
/** Compiling its code and opening its connections a server does once. */
const warmUpSeconds = 15;

const bench: Bench = {
  name: "queue",
  async run({ say, args }) {
    const [seconds = 45, tasks = 100_000] = args.map(Number);
    const instance = await openInstance(say);
    try {
      return await measure(instance, { seconds, tasks }, say);
    } finally {
      const { closeDb } = await import("@/lib/db");
      await closeDb();
      await instance.close();
    }
  },
};
export default bench;

type Size = { seconds: number; tasks: number };

async function measure(instance: BenchInstance, { seconds, tasks }: Size, say: BenchContext["say"]) {
  await workOnDatabaseOf(instance);
  const pool = await makePool(tasks, say);
  const people = await peopleAt(instance, most);
  const loads: Measured[] = [];
  const run = async (kind: Load["kind"], count: number, runSeconds: number) => {
    say(`${count} people, ${kind} loop, ${runSeconds} s …`);
    const seed = loads.length + 1;
    const load = await runLoad({ url: instance.url, people: people.slice(0, count), seconds: runSeconds, seed, kind });
    loads.push(load);
    return load;
  };
  await run("closed", 16, warmUpSeconds);
  const few = await run("open", 16, seconds);
  const many = await run("open", most, seconds);
  const closed = await run("closed", 16, Math.min(20, seconds));
  const closedSeconds = Math.min(20, seconds);
  let isOver = false;
  const imported = importBeside(instance, () => isOver, say);
  const beside = await run("open", 16, seconds).finally(() => {
    isOver = true;
  });
  const rows = await imported;
  const found = await readBack(await instance.databaseUrl(), loads);
  const failures = loads.flatMap((load) => load.failures);
  for (const failure of failures.slice(0, 5)) say(failure);
  const within = (name: string, list: number[], ms: number) => {
    const value = percentile(list, 0.95);
    return { name, value, unit: "ms", target: `≤ ${ms}`, ok: value <= ms };
  };
  const none = (name: string, value: number) => ({ name, value, unit: "", target: 0, ok: value === 0 });
  const sum = (pick: (load: Measured) => number) => loads.reduce((total, load) => total + pick(load), 0);
  return [
    {
      name: "writing and switching the ranking",
      value: pool.rankingSeconds,
      unit: "s",
      target: `≤ ${rankingSeconds}`,
      ok: pool.rankingSeconds <= rankingSeconds,
    },
    within("16 people: lease, p95", few.leaseMs, 15),
    within("16 people: answer, p95", few.answerMs, 15),
    within("64 people: lease, p95", many.leaseMs, 25),
    within("64 people: answer, p95", many.answerMs, 25),
    {
      name: "as fast as 16 can: answers a second",
      value: closed.answerMs.length / closedSeconds,
      unit: "/s",
      target: `≥ ${perSecond}`,
      ok: closed.answerMs.length / closedSeconds >= perSecond,
    },
    { name: "as fast as 16 can: answer, p95", value: percentile(closed.answerMs, 0.95), unit: "ms", ok: true },
    { name: "as fast as 16 can: lease, p95", value: percentile(closed.leaseMs, 0.95), unit: "ms", ok: true },
    within("beside an import: lease, p95", beside.leaseMs, 50),
    within("beside an import: answer, p95", beside.answerMs, 50),
    { name: "products imported meanwhile", value: rows, unit: "", ok: rows > 0 },
    {
      name: "answers",
      value: sum((load) => load.acknowledged.length),
      unit: "",
      ok: sum((load) => load.acknowledged.length) > 0,
    },
    none("failed requests", failures.length),
    none("tasks held by two", found.heldByTwo),
    none("labels missing", found.missing),
    none("labels doubled", found.twice),
    none("blind opinions to one person", found.sameEyes),
    none("tasks done without their label, or open with it", found.torn),
    none("places out of order", found.passedOver + sum((load) => load.outOfOrder)),
  ];
}
