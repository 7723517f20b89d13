import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { makeLive } from "@/lib/queue/make-live";
import { writeRanking } from "@/lib/queue/write-ranking";
import { followAnswers } from "@/lib/training/online/follow-answers";
import { takeOverMs } from "@/lib/training/online/rules";
import { onlinePolicy } from "@/lib/training/online/sql";
import { rankPairs } from "@/lib/training/rank/rank-pairs";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { type Allowed, asSystem } from "@/lib/users/allow";
import { eventually } from "../../../support/eventually";
import { makeAllowed, makeEncoder } from "../../../support/factories";
import { makeTinyHouse } from "../../../support/tiny-house";

let by: Allowed<"judge-pairs">;
let stop: AbortController;
let reranked: number[];
const workers: ChildProcess[] = [];
const leaseToken = randomUUID();

beforeAll(async () => {
  await makeTinyHouse({ products: 160, outfits: 160 });
  const started = await startTraining(asSystem("commandLine", "test"), { head: "compatibility", seed: 3 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config: { members: 2, epochs: 3, fewestSteps: 40 } });
  await rankPairs({ seed: 4 });
}, 180_000);
beforeEach(async () => {
  await rankAnew();
  by = await makeAllowed("stylist", "judge-pairs");
  stop = new AbortController();
  reranked = [];
});
afterEach(async () => {
  stop.abort();
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  await db().workerHeartbeat.deleteMany();
  // The next test's follower must find the lock free.
  await eventually(async () => expect(await holders()).toEqual([]));
});
afterAll(closeJobs);

const follow = () => followAnswers(stop.signal, ({ moved }) => reranked.push(moved));

async function holders(): Promise<number[]> {
  const rows = await db().$queryRaw<{ pid: number }[]>`
    SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database() AND l.objsubid = 1 AND l.objid = 7061983`;
  return rows.map((row) => row.pid);
}

async function live() {
  const { ranking } = await db().liveRanking.findUniqueOrThrow({
    where: { head: "compatibility" },
    include: { ranking: { include: { entries: { orderBy: { rank: "asc" } } } } },
  });
  return ranking;
}

/** A ranking of the same version in the place of the live one: its open tasks with their estimates, nothing learnt yet. */
async function rankAnew(): Promise<void> {
  const job = asSystem("job", "test");
  const { head, modelVersionId, seed, policy, entries } = await live();
  const rankingId = await writeRanking(job, {
    head,
    modelVersionId,
    seed,
    policy: policy.replace(onlinePolicy, ""),
    entries,
  });
  await makeLive(job, { rankingId });
}

const mean = (entries: { estimate: number | null }[]) =>
  entries.reduce((sum, entry) => sum + entry.estimate!, 0) / entries.length;

/** Answers the next pair and tells it as the answer's own statement will. */
async function answerOne(verdict: "fits" | "clashes"): Promise<string> {
  const [task] = (await leasePairs(by, { leaseToken, count: 1 })).tasks;
  const saved = await recordPairJudgement(by, {
    id: randomUUID(),
    taskId: task!.taskId,
    verdict,
    shownSwapped: false,
    elapsedMs: 900,
  });
  if (!saved.ok) throw new Error(saved.code);
  return saved.value.id;
}

it("after an answer the live ranking learns, under the same version, and an undo takes it back", async () => {
  const before = await live();
  const following = follow();
  const labelId = await answerOne("clashes");
  await eventually(() => expect(reranked).toHaveLength(1), 30_000);
  const after = await live();
  expect(after.id).toBe(before.id);
  expect(after.policy).toBe(before.policy + onlinePolicy);
  expect(after.modelVersionId).toBe(before.modelVersionId);
  expect(new Set(after.entries.map((entry) => entry.taskId)).size).toBe(before.entries.length - 1);
  expect(mean(after.entries)).toBeLessThan(mean(before.entries));
  const undone = await undoLabel(by, { labelId });
  expect(undone.ok).toBe(true);
  await db()
    .$executeRaw`SELECT pg_notify('toile_labels', ${JSON.stringify({ head: "compatibility", labelId, userId: by.userId })})`;
  await eventually(() => expect(reranked).toHaveLength(2), 10_000);
  const back = await live();
  expect(mean(back.entries)).toBeGreaterThan(mean(after.entries) + 0.01);
  stop.abort();
  await following;
}, 90_000);

it("a new ranking resets it: the next answer is learnt on that one", async () => {
  const following = follow();
  await answerOne("fits");
  await eventually(() => expect(reranked).toHaveLength(1), 30_000);
  await rankAnew();
  const fresh = await live();
  expect(fresh.policy.endsWith(onlinePolicy)).toBe(false);
  await answerOne("fits");
  await eventually(async () => expect((await live()).policy.endsWith(onlinePolicy)).toBe(true), 30_000);
  expect((await live()).id).toBe(fresh.id);
  // What the retrain rules ask for: what these answers are worth, of the version that serves.
  const gain = () => db().onlineGain.findUnique({ where: { versionId: fresh.modelVersionId! } });
  await eventually(async () => expect((await gain())?.answers).toBeGreaterThan(1));
  expect((await gain())!.lower).toBeLessThan((await gain())!.gain);
  stop.abort();
  await following;
}, 90_000);

it("without inputs for its network it waits, and says nothing", async () => {
  const encoder = await db().liveEncoder.findUniqueOrThrow({ where: { id: 1 } });
  await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: (await makeEncoder()).id } });
  const before = await live();
  const following = follow();
  await eventually(async () => expect(await holders()).toHaveLength(1));
  await answerOne("fits");
  await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: encoder.encoderId } });
  stop.abort();
  await following;
  expect(reranked).toEqual([]);
  expect((await live()).policy).toBe(before.policy);
}, 60_000);

it("a second worker waits, takes over when the first is killed, and learns what was answered meanwhile", async () => {
  const start = () => {
    const worker = spawn(process.execPath, ["--import", "tsx", "bin/worker.ts"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    workers.push(worker);
    return worker;
  };
  const first = start();
  await eventually(async () => expect(await holders()).toHaveLength(1), 30_000);
  const [holder] = await holders();
  await answerOne("fits");
  await eventually(async () => expect((await live()).policy.endsWith(onlinePolicy)).toBe(true), 40_000);
  start();
  await eventually(async () => expect(await db().workerHeartbeat.count()).toBe(2), 30_000);
  expect(await holders()).toEqual([holder]);
  first.kill("SIGKILL");
  const before = await live();
  // Several: what one says may weigh little beside what the tests before it left.
  for (let i = 0; i < 5; i++) await answerOne("clashes");
  await eventually(
    async () => expect((await holders()).filter((pid) => pid !== holder)).toHaveLength(1),
    5 * takeOverMs,
  );
  await eventually(async () => {
    const after = await live();
    const common = new Set(after.entries.map((entry) => entry.taskId));
    const same = before.entries.filter((entry) => common.has(entry.taskId));
    expect(mean(after.entries)).toBeLessThan(mean(same) - 0.01);
  }, 40_000);
  expect(await holders()).toHaveLength(1);
}, 150_000);
