import { setTimeout as wait } from "node:timers/promises";
import type { Bench } from "@/bin/instance/bench-types";
import { rngOf } from "@/ml/runtime/seed";
import { type Latencies, percentile, sittingsOf } from "./queue/load";
import { closeFront, makePeople, makePool } from "./queue/pool";
import { countDuplicates, countMissing, countPassedOver } from "./queue/read-back";

/* npm run bench -- queue [PEOPLE [SECONDS]]
   People judge pairs in an open loop, one answer every 1.5 s with jitter, each asking for three ahead after it. Times are
   those of the verbs with the check at the door, from the intended moment on; HTTP comes on top. */

const openTasks = 100_000;
const frontDone = 20_000;
const p95Ms = 50;
const rankingSeconds = 10;
/** Compiling its code and opening its connections a process does once. */
const warmUpSeconds = 8;

const bench: Bench = {
  name: "queue",
  async run({ say, args, openDatabase }) {
    const [people = 16, seconds = 45] = args.map(Number);
    await openDatabase();
    const pool = await makePool(openTasks, say);
    const sittings = await sittingsOf(await makePeople(people), rngOf(1));
    await openLoop(sittings, warmUpSeconds);
    say(`${people} people for ${seconds} s …`);
    const fresh = await openLoop(sittings, seconds);
    await closeFront(frontDone);
    say(`the same after ${frontDone} tasks are done …`);
    const worn = await openLoop(sittings, seconds);
    say("as fast as they can …");
    const closed = await closedLoop(sittings, 10);
    const acknowledged = sittings.flatMap((sitting) => sitting.acknowledged);
    const [duplicates, missing, passedOver] = [
      await countDuplicates(),
      await countMissing(acknowledged),
      await countPassedOver(),
    ];
    const outOfOrder = sittings.reduce((sum, sitting) => sum + sitting.outOfOrder, 0);
    const exact = (name: string, value: number) => ({ name, value, unit: "", target: 0, ok: value === 0 });
    const quick = (name: string, list: number[]) => {
      const value = percentile(list, 0.95);
      return { name, value, unit: "ms", target: `≤ ${p95Ms}`, ok: value <= p95Ms };
    };
    return [
      {
        name: "writeRankingSeconds",
        value: pool.rankingSeconds,
        unit: "s",
        target: `≤ ${rankingSeconds}`,
        ok: pool.rankingSeconds <= rankingSeconds,
      },
      quick("leaseP95Ms", fresh.leaseMs),
      quick("answerP95Ms", fresh.answerMs),
      quick("leaseP95MsAfter20000", worn.leaseMs),
      quick("answerP95MsAfter20000", worn.answerMs),
      {
        name: "answersPerSecondClosedLoop",
        value: closed.answerMs.length / 10,
        unit: "/s",
        ok: closed.answerMs.length > 0,
      },
      { name: "answers", value: acknowledged.length, unit: "", ok: acknowledged.length > 0 },
      exact("duplicates", duplicates),
      exact("missingLabels", missing),
      exact("orderViolations", passedOver + outOfOrder),
    ];
  },
};
export default bench;

type Sittings = Awaited<ReturnType<typeof sittingsOf>>;

async function openLoop(sittings: Sittings, seconds: number): Promise<Latencies> {
  const latencies: Latencies = { leaseMs: [], answerMs: [] };
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    sittings.map(async (sitting) => {
      await sitting.fill();
      for (let due = sitting.next(performance.now()); due < end; due = sitting.next(due)) {
        await wait(Math.max(0, due - performance.now()));
        await sitting.answer(due, latencies);
      }
    }),
  );
  return latencies;
}

async function closedLoop(sittings: Sittings, seconds: number): Promise<Latencies> {
  const latencies: Latencies = { leaseMs: [], answerMs: [] };
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    sittings.map(async (sitting) => {
      while (performance.now() < end) await sitting.answer(performance.now(), latencies);
    }),
  );
  return latencies;
}
