import { randomUUID } from "node:crypto";
import pg from "pg";
import { db } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { recordSetJudgement } from "@/lib/labels/record-set-judgement";
import { reviseLabel } from "@/lib/labels/revise-label";
import type { PairJudgement, SetJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { makeLive } from "@/lib/queue/make-live";
import { releaseTasks } from "@/lib/queue/release-tasks";
import type { PairSet } from "@/lib/queue/schema";
import { skipTask } from "@/lib/queue/skip-task";
import { writeRanking } from "@/lib/queue/write-ranking";
import { type Allowed, asSystem } from "@/lib/users/allow";
import { makeAllowed, makePair, makeProduct, makeRanking, makeTask } from "@/tests/support/factories";

export type By = Allowed<"judge-pairs">;

/** One browser tab: what it believes to hold, and answers that nobody has acknowledged yet. */
export type Tab = {
  by: By;
  leaseToken: string;
  inHand: string[];
  sets: PairSet[];
  outbox: PairJudgement[];
  setOutbox: SetJudgement[];
};

/** A queue with its people; `acknowledged` are the label ids that a client was told are stored. */
export type World = {
  taskIds: string[];
  tabs: Tab[];
  acknowledged: Set<string>;
  /** Ids of answers whose undo was sent with them, and acknowledged. */
  undone: Set<string>;
  served: { tab: Tab; taskIds: string[] }[];
};

const garments = 5;

/** Up to ten pairs of five garments, every third with a blind second slot, every fourth a random check, and `people` with
 *  two tabs each. Earlier worlds' tasks leave the queue: a new ranking would take them up. */
export async function makeWorld(pairs: number, people: number): Promise<World> {
  await db().task.updateMany({ where: { doneAt: null, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
  const products: string[] = [];
  for (let i = 0; i < garments; i++) products.push((await makeProduct()).id);
  const combinations = products.flatMap((productAId, i) =>
    products.slice(i + 1).map((productBId) => ({ productAId, productBId })),
  );
  const tasks = [];
  for (let i = 0; i < pairs; i++) {
    const pair = await makePair(combinations[i]!);
    const slice = i % 4 === 3 ? ("uniform" as const) : ("ranked" as const);
    tasks.push(await makeTask({ pairId: pair.id, slot: 0, slice }));
    if (i % 3 === 0) tasks.push(await makeTask({ pairId: pair.id, slot: 1, slice }));
  }
  await makeRanking(tasks.map((task) => task.id));
  const everyone = await Promise.all(Array.from({ length: people }, () => makeAllowed("stylist", "judge-pairs")));
  return {
    taskIds: tasks.map((task) => task.id),
    tabs: everyone.flatMap((by) =>
      [0, 1].map(() => ({ by, leaseToken: randomUUID(), inHand: [], sets: [], outbox: [], setOutbox: [] })),
    ),
    acknowledged: new Set(),
    undone: new Set(),
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
  "leaseSets",
  "leaseTrip",
  "answerSet",
  "answerSetTwice",
  "revise",
  "undoEarly",
] as const;
export type StepKind = (typeof stepKinds)[number];
/** Steps after which a task may rightly be given out a second time. */
export const freeingKinds = new Set<StepKind>(["skip", "release", "undo", "undoEarly", "expire", "lose"]);

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
      return void [tab.inHand.splice(0), tab.sets.splice(0)];
    case "rerank":
      return rerank(world, pick);
    case "leaseSets":
      return leaseSetsFor(world, tab, count);
    case "leaseTrip":
      return lease(world, tab, count + 2, true);
    case "answerSet":
      return answerSet(world, tab, pick, 1);
    case "answerSetTwice":
      return answerSet(world, tab, pick, 3);
    case "revise":
      return revise(world, tab, pick);
    case "undoEarly":
      return held ? undoEarly(world, tab, held) : undefined;
  }
}

const drop = (tab: Tab, taskId: string) => {
  tab.inHand = tab.inHand.filter((id) => id !== taskId);
};

async function lease(world: World, tab: Tab, count: number, isTrip = false): Promise<void> {
  const { tasks } = await leasePairs(tab.by, { leaseToken: tab.leaseToken, count, isTrip });
  tab.inHand = tasks.map((task) => task.taskId);
  world.served.push({ tab, taskIds: tab.inHand });
}

async function answer(world: World, tab: Tab, taskId: string, copies: number): Promise<void> {
  drop(tab, taskId);
  const judgement: PairJudgement = { id: randomUUID(), taskId, verdict: "fits", shownSwapped: false, elapsedMs: 500 };
  tab.outbox.push(judgement);
  await Promise.all(Array.from({ length: copies }, () => post(world, tab, judgement)));
}

async function leaseSetsFor(world: World, tab: Tab, count: number): Promise<void> {
  const { sets } = await leaseSets(tab.by, { leaseToken: tab.leaseToken, count });
  tab.sets = sets;
  world.served.push({ tab, taskIds: sets.flatMap((set) => set.candidates.map(({ taskId }) => taskId)) });
}

async function answerSet(world: World, tab: Tab, pick: number, copies: number): Promise<void> {
  const [set] = tab.sets.splice(pick % Math.max(1, tab.sets.length), 1);
  if (!set) return;
  const answers = set.candidates.map(({ taskId, shownSwapped }, place) => ({
    id: randomUUID(),
    taskId,
    isChosen: (pick >> place) % 2 === 1,
    shownSwapped,
  }));
  const judgement: SetJudgement = { id: set.setId, answers, elapsedMs: 2_000 };
  tab.setOutbox.push(judgement);
  await Promise.all(Array.from({ length: copies }, () => postSet(world, tab, judgement)));
}

async function postSet(world: World, tab: Tab, judgement: SetJudgement): Promise<void> {
  const result = await recordSetJudgement(tab.by, judgement);
  if (result.ok) for (const { id } of result.value.labels) world.acknowledged.add(id);
  else if (result.code !== "already-judged") throw new Error(`unexpected refusal of a set: ${result.code}`);
}

async function revise(world: World, tab: Tab, pick: number): Promise<void> {
  const labels = await db().label.findMany({ where: { userId: tab.by.userId }, orderBy: { id: "asc" } });
  const label = labels[pick % Math.max(1, labels.length)];
  if (!label) return;
  const id = randomUUID();
  const result = await reviseLabel(tab.by, { id, labelId: label.id, verdict: "unsure" });
  if (result.ok) world.acknowledged.add(id);
  else if (result.code !== "revised") throw new Error(`unexpected refusal of a revision: ${result.code}`);
}

/** The undo overtakes its answer on the way. */
async function undoEarly(world: World, tab: Tab, taskId: string): Promise<void> {
  const judgement: PairJudgement = { id: randomUUID(), taskId, verdict: "fits", shownSwapped: false, elapsedMs: 500 };
  tab.outbox.push(judgement);
  const undone = undoLabel(tab.by, { labelId: judgement.id }).then(() => world.undone.add(judgement.id));
  await Promise.all([undone, post(world, tab, judgement)]);
}

/** Every answer of the outbox once more, the acknowledged ones too: nothing may come of it. */
async function resend(world: World, tab: Tab): Promise<void> {
  for (const judgement of [...tab.outbox]) await post(world, tab, judgement);
  for (const judgement of [...tab.setOutbox]) await postSet(world, tab, judgement);
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
