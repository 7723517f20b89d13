import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { leasePairs } from "@/lib/queue/lease";
import { type Connection, takeLock } from "@/lib/training/online/connection";
import { type Learner, learnerOf } from "@/lib/training/online/learner";
import { rerank } from "@/lib/training/online/rerank";
import { rankingChannel } from "@/lib/training/online/schema";
import { onlinePolicy } from "@/lib/training/online/sql";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { makeAllowed, makeRanking, makeTask, makeTasks, makeUser } from "../../../support/factories";

let connection: Connection;
beforeEach(async () => {
  connection = (await takeLock())!;
  await db().task.updateMany({ data: { withdrawnAt: new Date() } });
});
afterEach(() => connection.close());

type Task = { id: string; pairId: string | null };

/** A learner of these tasks' pairs: five numbers each, made up. */
function learner(tasks: Task[], seed = 1): Learner {
  const rng = rngOf(seed);
  const n = tasks.length;
  const floats = (count: number) => Float32Array.from({ length: count }, () => drawNormal(rng));
  const pairs = tasks.map(({ id, pairId }) => ({ pairId: pairId!, taskId: id, productAId: "a", productBId: "b" }));
  const items = Int32Array.from({ length: 2 * n }, (_, i) => i);
  const pool = {
    features: matrixOf(n, 5, floats(5 * n)),
    logit: floats(n),
    mutualInformation: floats(n).map(Math.abs),
  };
  return learnerOf(
    pairs,
    { ...pool, items, twins: Int32Array.from({ length: n }, (_, i) => i) },
    { seed, notChosen: 0.4 },
  );
}

const answer = ({ id, pairId }: Task, verdict: "fits" | "clashes" | "unsure") => ({
  labelId: randomUUID(),
  taskId: id,
  pairId: pairId!,
  verdict,
  stands: true,
  isLate: false,
  createdAt: new Date(),
});

const entriesOf = async (rankingId: string) =>
  new Map((await db().rankEntry.findMany({ where: { rankingId } })).map((entry) => [entry.taskId, entry]));
const ranksOf = async (rankingId: string) =>
  [...(await entriesOf(rankingId)).values()].map((entry) => entry.rank).sort((a, b) => a - b);

it("the same tasks stand in the queue after as before, each once, at the same ranks in another order", async () => {
  const tasks = await makeTasks(60);
  const { id } = await makeRanking(tasks.map((task) => task.id));
  const [before, ranks] = [await entriesOf(id), await ranksOf(id)];
  const model = learner(tasks);
  model.learn([answer(tasks[0]!, "fits")]);
  expect(await rerank(connection, id, model)).toBeGreaterThan(30);
  const after = await entriesOf(id);
  expect(new Set(after.keys())).toEqual(new Set(before.keys()));
  expect(await ranksOf(id)).toEqual(ranks);
  expect([...after.values()].filter((entry) => entry.rank !== before.get(entry.taskId)!.rank).length).toBeGreaterThan(
    30,
  );
  const open = [...after.values()].filter((entry) => entry.taskId !== tasks[0]!.id);
  expect(open.every((entry) => entry.estimate! > 0 && entry.estimate! < 1 && entry.uncertainty! > 0)).toBe(true);
});

it("random checks, repeats, second opinions, gold and what somebody holds keep place and estimate", async () => {
  const person = await makeUser();
  const kept = [
    await makeTask({ slice: "uniform", propensity: 0.1 }),
    await makeTask({ slice: "repeat", occasion: 1, forUserId: person.id }),
    await makeTask({ slot: 1 }),
    await makeTask({ slice: "gold" }),
    await makeTask({ leasedById: person.id, leasedUntil: new Date(Date.now() + 60_000) }),
  ];
  const ranked = await makeTasks(20);
  const order = ranked.flatMap((task, place) => (place % 4 === 1 ? [kept[(place - 1) / 4]!, task] : [task]));
  const { id } = await makeRanking(
    order.map((task) => task.id),
    { estimates: order.map(() => 0.25) },
  );
  const before = await entriesOf(id);
  const model = learner([...ranked, ...kept]);
  model.learn([answer(ranked[3]!, "clashes")]);
  await rerank(connection, id, model);
  const after = await entriesOf(id);
  for (const task of kept) expect(after.get(task.id)).toEqual(before.get(task.id));
  expect(ranked.some((task) => after.get(task.id)!.rank !== before.get(task.id)!.rank)).toBe(true);
});

it("a task that is leased while its place is written gets back the place that served it", async () => {
  const tasks = await makeTasks(30);
  const { id } = await makeRanking(
    tasks.map((task) => task.id),
    { estimates: tasks.map(() => 0.25) },
  );
  const before = await entriesOf(id);
  const by = await makeAllowed("stylist", "judge-pairs");
  let leased: string[] = [];
  const interrupted: Connection = {
    ...connection,
    async query(text, values) {
      const rows = await connection.query(text, values);
      if (text.includes("SKIP LOCKED"))
        leased = (await leasePairs(by, { leaseToken: randomUUID(), count: 3 })).tasks.map((task) => task.taskId);
      return rows;
    },
  };
  const model = learner(tasks);
  model.learn([answer(tasks[29]!, "fits")]);
  await rerank(interrupted, id, model);
  expect(leased).toHaveLength(3);
  const after = await entriesOf(id);
  for (const taskId of leased) expect(after.get(taskId)).toEqual(before.get(taskId));
});

it("a row that an answer holds at this moment is left alone, and nobody waits", async () => {
  const tasks = await makeTasks(12);
  const { id } = await makeRanking(tasks.map((task) => task.id));
  const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
  await other.query("BEGIN");
  await other.query('DELETE FROM "RankEntry" WHERE "rankingId" = $1 AND rank < 4', [id]);
  const model = learner(tasks);
  model.learn([answer(tasks[11]!, "fits")]);
  const moved = await rerank(connection, id, model);
  await other.query("COMMIT");
  await other.end();
  expect(moved).toBeGreaterThan(0);
  expect((await entriesOf(id)).size).toBe(8);
});

it("answered and withdrawn tasks are forgotten, and nothing is given a place twice", async () => {
  const tasks = await makeTasks(10);
  const { id } = await makeRanking(tasks.map((task) => task.id));
  await db().task.update({ where: { id: tasks[2]!.id }, data: { withdrawnAt: new Date() } });
  await db().rankEntry.delete({ where: { rankingId_taskId: { rankingId: id, taskId: tasks[5]!.id } } });
  const model = learner(tasks);
  model.learn([answer(tasks[9]!, "fits")]);
  await rerank(connection, id, model);
  const open = [...model.best(10).keys()];
  for (const gone of [2, 5, 9]) expect(open).not.toContain(tasks[gone]!.id);
  expect(open).toHaveLength(7);
});

it("a ranking that no longer serves is left as it was", async () => {
  const tasks = await makeTasks(10);
  const { id } = await makeRanking(tasks.map((task) => task.id));
  const before = await entriesOf(id);
  await makeRanking(tasks.map((task) => task.id));
  const model = learner(tasks);
  model.learn([answer(tasks[0]!, "fits")]);
  expect(await rerank(connection, id, model)).toBe(0);
  expect(await entriesOf(id)).toEqual(before);
});

it("whoever listens is told, and the ranking says once that it learns from each answer", async () => {
  const tasks = await makeTasks(10);
  const { id } = await makeRanking(tasks.map((task) => task.id));
  const listener = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  await listener.query(`LISTEN ${rankingChannel}`);
  const told = new Promise((resolve) => listener.once("notification", ({ payload }) => resolve(JSON.parse(payload!))));
  const model = learner(tasks);
  for (const task of [0, 1]) {
    model.learn([answer(tasks[task]!, "clashes")]);
    await rerank(connection, id, model);
  }
  expect(await told).toEqual({ head: "compatibility", rankingId: id, answers: 1 });
  await listener.end();
  expect((await db().ranking.findUniqueOrThrow({ where: { id } })).policy).toBe(`test${onlinePolicy}`);
});

it("an undone answer leaves no trace in the order, unsure teaches nothing, a late one closes nothing", async () => {
  const tasks = await makeTasks(40);
  const model = learner(tasks);
  const [first, second] = [answer(tasks[0]!, "fits"), answer(tasks[1]!, "clashes")];
  model.learn([first]);
  const before = [...model.best(40)];
  expect(model.learn([second])).toBe(true);
  expect(model.learn([second])).toBe(false);
  expect([...model.best(40)]).not.toEqual(before);
  expect(model.learn([{ ...second, stands: false }])).toBe(true);
  const near = ([taskId, chance]: [string, number]) => [taskId, Number(chance.toFixed(5))];
  expect([...model.best(40)].map(near)).toEqual(before.map(near));
  const chances = () => new Map(model.best(40));
  const calm = chances();
  model.learn([answer(tasks[2]!, "unsure")]);
  expect(chances().has(tasks[2]!.id)).toBe(false);
  for (const [taskId, chance] of chances()) expect(chance).toBeCloseTo(calm.get(taskId)!, 6);
  model.learn([{ ...answer(tasks[3]!, "fits"), isLate: true }]);
  expect(chances().has(tasks[3]!.id)).toBe(true);
});

it("one worker has the lock, and the next gets it when that one's connection ends", async () => {
  expect(await takeLock()).toBeNull();
  await db().$executeRaw`
    SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await connection.next(5_000, new AbortController().signal);
  expect(connection.isAlive()).toBe(false);
  await expect(connection.query("SELECT 1")).rejects.toThrow();
  const next = await takeLock();
  expect(next).not.toBeNull();
  connection = next!;
});
