import { randomUUID } from "node:crypto";
import pg from "pg";
import { db } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import type { PairJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { makeLive } from "@/lib/queue/make-live";
import { releaseTasks } from "@/lib/queue/release-tasks";
import { skipTask } from "@/lib/queue/skip-task";
import { writeRanking } from "@/lib/queue/write-ranking";
import { type Allowed, asSystem } from "@/lib/users/allow";
import { makeAllowed, makePair, makeRanking, makeTask } from "@/tests/support/factories";

export type By = Allowed<"judge-pairs">;

/** One browser tab: what it believes to hold, and answers that nobody has acknowledged yet. */
export type Tab = { by: By; leaseToken: string; inHand: string[]; outbox: PairJudgement[] };

/** A queue with its people; `acknowledged` are the label ids that a client was told are stored. */
export type World = {
  taskIds: string[];
  tabs: Tab[];
  acknowledged: Set<string>;
  served: { tab: Tab; taskIds: string[] }[];
};

/** `pairs` pairs, every third with a blind second slot, and `people` with two tabs each. Earlier worlds' tasks leave the
 *  queue: a new ranking would take them up. */
export async function makeWorld(pairs: number, people: number): Promise<World> {
  await db().task.updateMany({ where: { doneAt: null, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
  const tasks = [];
  for (let i = 0; i < pairs; i++) {
    const pair = await makePair();
    tasks.push(await makeTask({ pairId: pair.id, slot: 0 }));
    if (i % 3 === 0) tasks.push(await makeTask({ pairId: pair.id, slot: 1 }));
  }
  await makeRanking(tasks.map((task) => task.id));
  const everyone = await Promise.all(Array.from({ length: people }, () => makeAllowed("stylist", "judge-pairs")));
  return {
    taskIds: tasks.map((task) => task.id),
    tabs: everyone.flatMap((by) => [0, 1].map(() => ({ by, leaseToken: randomUUID(), inHand: [], outbox: [] }))),
    acknowledged: new Set(),
    served: [],
  };
}

export type Step = { kind: StepKind; tab: number; pick: number; count: number };
export const stepKinds = [
  "lease",
  "answer",
  "answerTwice",
  "resend",
  "skip",
  "release",
  "undo",
  "expire",
  "lose",
  "reload",
  "rerank",
] as const;
export type StepKind = (typeof stepKinds)[number];
/** Steps after which a task may rightly be given out a second time. */
export const freeingKinds = new Set<StepKind>(["skip", "release", "undo", "expire", "lose"]);

/** Does one step as its tab would. Throws only when the connection is cut. */
export async function take(world: World, { kind, tab: at, pick, count }: Step): Promise<void> {
  const tab = world.tabs[at % world.tabs.length]!;
  const held = tab.inHand[pick % Math.max(1, tab.inHand.length)];
  switch (kind) {
    case "lease":
      return lease(world, tab, count);
    case "answer":
      return held ? answer(world, tab, held, 1) : undefined;
    case "answerTwice":
      return held ? answer(world, tab, held, 3) : undefined;
    case "resend":
      return resend(world, tab);
    case "skip":
      return held ? skip(tab, held) : undefined;
    case "release":
      return void (await releaseTasks(tab.by, { taskIds: tab.inHand.splice(0) }));
    case "undo":
      return undo(tab, pick);
    case "expire":
      return expire(world.taskIds[pick % world.taskIds.length]!);
    case "lose":
      return held ? lose(world, world.tabs[(at + 2) % world.tabs.length]!, held) : undefined;
    case "reload":
      return void tab.inHand.splice(0);
    case "rerank":
      return rerank(world, pick);
  }
}

const drop = (tab: Tab, taskId: string) => {
  tab.inHand = tab.inHand.filter((id) => id !== taskId);
};

async function lease(world: World, tab: Tab, count: number): Promise<void> {
  const { tasks } = await leasePairs(tab.by, { leaseToken: tab.leaseToken, count });
  tab.inHand = tasks.map((task) => task.taskId);
  world.served.push({ tab, taskIds: tab.inHand });
}

async function answer(world: World, tab: Tab, taskId: string, copies: number): Promise<void> {
  drop(tab, taskId);
  const judgement: PairJudgement = { id: randomUUID(), taskId, verdict: "fits", shownSwapped: false, elapsedMs: 500 };
  tab.outbox.push(judgement);
  await Promise.all(Array.from({ length: copies }, () => post(world, tab, judgement)));
}

/** Every answer of the outbox once more, the acknowledged ones too: nothing may come of it. */
async function resend(world: World, tab: Tab): Promise<void> {
  for (const judgement of [...tab.outbox]) await post(world, tab, judgement);
}

async function post(world: World, tab: Tab, judgement: PairJudgement): Promise<void> {
  const result = await recordPairJudgement(tab.by, judgement);
  if (result.ok) world.acknowledged.add(judgement.id);
  else if (result.code !== "already-judged") throw new Error(`unexpected refusal: ${result.code}`);
}

async function skip(tab: Tab, taskId: string): Promise<void> {
  drop(tab, taskId);
  await skipTask(tab.by, { taskId });
}

async function undo(tab: Tab, pick: number): Promise<void> {
  const labels = await db().label.findMany({ where: { userId: tab.by.userId }, orderBy: { id: "asc" } });
  const label = labels[pick % Math.max(1, labels.length)];
  if (label) await undoLabel(tab.by, { labelId: label.id, leaseToken: tab.leaseToken });
}

async function expire(taskId: string): Promise<void> {
  await db().task.updateMany({
    where: { id: taskId, doneAt: null },
    data: { leasedUntil: new Date(Date.now() - 60_000) },
  });
}

/** A lease runs out unnoticed, and another person gets the task. */
async function lose(world: World, rival: Tab, taskId: string): Promise<void> {
  await expire(taskId);
  await lease(world, rival, 3);
}

async function rerank(world: World, seed: number): Promise<void> {
  const job = asSystem("job", "rank");
  const order = world.taskIds.map((taskId, i) => ({ taskId, at: (i * 7919 + seed) % 101 })).sort((a, b) => a.at - b.at);
  const entries = order.map(({ taskId, at }) => ({ taskId, estimate: at / 101, uncertainty: at / 101 }));
  await makeLive(job, {
    rankingId: await writeRanking(job, { head: "compatibility", modelVersionId: null, policy: "test", seed, entries }),
  });
}

/** Cuts every connection to this database, as a killed server does. */
export async function cutConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
}
