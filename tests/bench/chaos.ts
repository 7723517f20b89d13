import { setTimeout as wait } from "node:timers/promises";
import type { Bench, BenchContext } from "@/bin/instance/bench-types";
import { type Rng, rngOf } from "@/ml/runtime/seed";
import { type BenchInstance, openInstance, workOnDatabaseOf } from "./queue/instance";
import { runLoad } from "./queue/load";
import { makePool, peopleAt } from "./queue/pool";
import { pidOf } from "./queue/processes";
import { readBack } from "./queue/read-back";

/* npm run bench -- chaos [SECONDS=120 [SEED=1 [PEOPLE=16]]]
   People judge; every few seconds the web server, the worker or Postgres is killed (SIGKILL) and comes back: by
   themselves. What a person was not told is stored is sent again with
   the same id, as the outbox does. Then the database is read back. */

const openTasks = 20_000;
const victims = ["web", "worker", "postgres"] as const;

const bench: Bench = {
  name: "chaos",
  async run({ say, args }) {
    const [seconds = 120, seed = 1, people = 16] = args.map(Number);
    const instance = await openInstance(say);
    try {
      return await measure(instance, { seconds, seed, people }, say);
    } finally {
      await instance.close();
    }
  },
};
export default bench;

type Size = { seconds: number; seed: number; people: number };

async function measure(instance: BenchInstance, { seconds, seed, people }: Size, say: BenchContext["say"]) {
  await workOnDatabaseOf(instance);
  const { closeDb } = await import("@/lib/db");
  await makePool(openTasks, say);
  const sitting = await peopleAt(instance, people);
  // Its connections would be among the killed.
  await closeDb();
  let isOver = false;
  const load = runLoad({ url: instance.url, people: sitting, seconds, seed, kind: "stubborn" }).finally(() => {
    isOver = true;
  });
  const kills = await killUntil(() => isOver, instance, rngOf(seed), say);
  const measured = await load;
  for (const failure of measured.failures.slice(0, 5)) say(failure);
  const found = await readBack(await instance.databaseUrl(), [measured]);
  const none = (name: string, value: number) => ({ name, value, unit: "", target: 0, ok: value === 0 });
  return [
    ...victims.map((victim) => ({
      name: `${victim} killed`,
      value: kills[victim],
      unit: "times",
      ok: kills[victim] > 0,
    })),
    {
      name: "answers acknowledged",
      value: measured.acknowledged.length,
      unit: "",
      ok: measured.acknowledged.length > 0,
    },
    { name: "longest time without an acknowledged answer", value: measured.longestGapMs / 1_000, unit: "s", ok: true },
    none("answers refused", measured.failures.length),
    none("acknowledged labels lost", found.missing),
    none("labels doubled", found.twice),
    none("tasks held by two", found.heldByTwo),
    none("tasks done without their label, or open with it", found.torn),
    none("open tasks without a place", found.stuck),
    none("blind opinions to one person", found.sameEyes),
  ];
}

type Kills = Record<(typeof victims)[number], number>;

async function killUntil(
  isOver: () => boolean,
  instance: BenchInstance,
  rng: Rng,
  say: BenchContext["say"],
): Promise<Kills> {
  const kills: Kills = { web: 0, worker: 0, postgres: 0 };
  for (let round = 0; ; round++) {
    await wait(3_000 + 4_000 * rng());
    if (isOver()) return kills;
    // Each has its turn, after that chance alone.
    const victim = victims[round < victims.length ? round : Math.floor(rng() * victims.length)]!;
    const pid = victim === "postgres" ? await instance.postmaster().catch(() => null) : pidOf(victim);
    if (pid === null) continue;
    say(`killing ${victim} (${pid})`);
    process.kill(pid, "SIGKILL");
    kills[victim]++;
  }
}
