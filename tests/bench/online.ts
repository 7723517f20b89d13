import type { Bench, Figure } from "@/bin/instance/bench-types";
import { rngOf } from "@/ml/runtime/seed";
import { makeChampion } from "./online/house";
import { makeStylists, type Sitting, sit } from "./online/people";
import { startBenchWorker } from "./online/worker";
import { makePool } from "./queue/pool";

/* npm run bench -- online [PEOPLE [SECONDS [TASKS]]]
   From an answer to the queue that has learnt from it: a pool of 100,000 pairs, the default ensemble, a worker in its own
   process, Postgres with its durability on; meanwhile people lease and answer. The same load before, without a worker. */

const withinMs = 1_000;
/** How much slower leasing may be beside the worker before it counts as slower. */
const allowedMs = 5;

const bench: Bench = {
  name: "online",
  async run({ say, args, openDatabase }) {
    const [people = 16, seconds = 45, tasks = 100_000] = args.map(Number);
    const url = await openDatabase();
    await makePool(tasks, say);
    await makeChampion(say);
    const userIds = await makeStylists(people);
    const rng = rngOf(1);
    await sit(userIds, 5, rng);
    say(`${people} people for ${seconds} s, nobody learns …`);
    const alone = await sit(userIds, seconds, rng);
    say("a worker reads the pool …");
    const began = performance.now();
    const worker = await startBenchWorker(url);
    try {
      await worker.nextTold(300_000);
      const tookOverSeconds = (performance.now() - began) / 1_000;
      say(`${people} people for ${seconds} s, the ranking learns …`);
      const earlier = worker.told.at(-1)!.answers;
      const [spentBefore, rewritings] = [await worker.processorSeconds(), worker.told.length];
      const beside = await sit(userIds, seconds, rng);
      const spent = (await worker.processorSeconds()) - spentBefore;
      const rewritten = worker.told.length - rewritings;
      await worker.nextTold(3_000).catch(() => undefined);
      const delays = delaysOf(beside.acknowledged, worker.told, earlier);
      return [
        ...latencies(delays, beside.acknowledged.length),
        ...comparison("lease", alone, beside, ({ leaseMs }) => leaseMs),
        ...comparison("answer", alone, beside, ({ answerMs }) => answerMs),
        plain("answers a second", beside.acknowledged.length / seconds, "/s"),
        plain("rewritings a second", rewritten / seconds, "/s"),
        plain("worker's processor time", (100 * spent) / seconds, "% of a core"),
        plain("worker's memory at its peak", await worker.peakRssMb(), "MB"),
        plain("taking over, with the answers so far", tookOverSeconds, "s"),
      ];
    } finally {
      await worker.stop();
    }
  },
};
export default bench;

const plain = (name: string, value: number, unit: string): Figure => ({ name, value, unit, ok: true });

/** For each answer the time until the first rewriting that holds it and all before it. */
function delaysOf(acknowledged: number[], told: { at: number; answers: number }[], earlier: number): number[] {
  return acknowledged.flatMap((at, place) => {
    const first = told.find((rewriting) => rewriting.answers >= earlier + place + 1);
    return first ? [Math.max(0, first.at - at)] : [];
  });
}

function latencies(delays: number[], answers: number): Figure[] {
  const [half, most] = [percentile(delays, 0.5), percentile(delays, 0.95)];
  return [
    plain("answer to re-ranked queue, p50", half, "ms"),
    { name: "answer to re-ranked queue, p95", value: most, unit: "ms", target: `≤ ${withinMs}`, ok: most <= withinMs },
    plain("answer to re-ranked queue, longest", percentile(delays, 1), "ms"),
    {
      name: "answers in no rewriting",
      value: answers - delays.length,
      unit: "",
      target: 0,
      ok: delays.length === answers,
    },
  ];
}

function comparison(name: string, alone: Sitting, beside: Sitting, of: (sitting: Sitting) => number[]): Figure[] {
  const [before, after] = [percentile(of(alone), 0.95), percentile(of(beside), 0.95)];
  return [
    plain(`${name} p50, alone`, percentile(of(alone), 0.5), "ms"),
    plain(`${name} p50, while the ranking learns`, percentile(of(beside), 0.5), "ms"),
    plain(`${name} p95, alone`, before, "ms"),
    {
      name: `${name} p95, while the ranking learns`,
      value: after,
      unit: "ms",
      target: `≤ ${(before + allowedMs).toFixed(1)}`,
      ok: after <= before + allowedMs,
    },
  ];
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
