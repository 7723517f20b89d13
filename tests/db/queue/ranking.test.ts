import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { leasePairs } from "@/lib/queue/lease";
import { makeLive } from "@/lib/queue/make-live";
import type { RankedTask } from "@/lib/queue/schema";
import { writeRanking } from "@/lib/queue/write-ranking";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeModelVersion, makePairQueue, makeTasks, makeUser } from "@/tests/support/factories";

const job = asSystem("job", "rank");
const entriesOf = (taskIds: string[]): RankedTask[] =>
  taskIds.map((taskId, i) => ({ taskId, estimate: i / taskIds.length, uncertainty: 1 - i / taskIds.length }));
const write = (taskIds: string[], modelVersionId: string | null = null) =>
  writeRanking(job, { head: "compatibility", modelVersionId, policy: "margin", seed: 7, entries: entriesOf(taskIds) });
const orderOf = async (rankingId: string) =>
  (await db().rankEntry.findMany({ where: { rankingId }, orderBy: { rank: "asc" } })).map((entry) => entry.taskId);
const lease = async (count: number) =>
  (await leasePairs(await makeAllowed("stylist", "judge-pairs"), { leaseToken: randomUUID(), count })).tasks.map(
    (task) => task.taskId,
  );

describe("writing a ranking", () => {
  it("the old one serves until the new one is made live", async () => {
    const { taskIds } = await makePairQueue(3);
    const next = await write([...taskIds].reverse());
    expect(await lease(1)).toEqual([taskIds[0]]);
    expect(await makeLive(job, { rankingId: next })).toBe(true);
    expect(await lease(2)).toEqual([taskIds[2], taskIds[1]]);
  });

  it("keeps the estimates of its version", async () => {
    const { taskIds } = await makePairQueue(4);
    const rankingId = await write(taskIds);
    const entry = await db().rankEntry.findFirstOrThrow({ where: { rankingId, taskId: taskIds[1]! } });
    expect(entry).toMatchObject({ rank: 1, estimate: 0.25, uncertainty: 0.75 });
  });

  it("gives every eighth place to a random check, the same ones for the same seed", async () => {
    const { taskIds } = await makePairQueue(14);
    const uniform = (await makeTasks(3, { slice: "uniform", propensity: 0.05 })).map((task) => task.id);
    const [first, again] = [await write([...uniform, ...taskIds]), await write([...uniform, ...taskIds])];
    const order = await orderOf(first);
    expect(order.flatMap((id, place) => (uniform.includes(id) ? [place] : []))).toEqual([7, 15, 16]);
    expect(order.filter((id) => !uniform.includes(id))).toEqual(taskIds);
    expect(await orderOf(again)).toEqual(order);
  });

  it("throws on a task that is not there, and nobody is served by it", async () => {
    const { taskIds, ranking } = await makePairQueue(1);
    await expect(write([...taskIds, randomUUID()])).rejects.toThrow();
    expect((await db().liveRanking.findUniqueOrThrow({ where: { head: "compatibility" } })).rankingId).toBe(ranking.id);
  });
});

describe("making a ranking live", () => {
  it("removes the places of the one before and keeps its row, since labels name it", async () => {
    const { taskIds, ranking } = await makePairQueue(3);
    await makeLive(job, { rankingId: await write(taskIds) });
    expect(await orderOf(ranking.id)).toEqual([]);
    expect(await db().ranking.count({ where: { id: ranking.id } })).toBe(1);
  });

  it("drops tasks done while it was written and appends those that it does not know", async () => {
    const { taskIds } = await makePairQueue(3);
    const rankingId = await write(taskIds.slice(0, 2));
    await db().task.update({ where: { id: taskIds[0]! }, data: { doneAt: new Date() } });
    await makeLive(job, { rankingId });
    const order = await orderOf(rankingId);
    expect(order[0]).toBe(taskIds[1]);
    expect(order).toContain(taskIds[2]);
    expect(order).not.toContain(taskIds[0]);
    const { size, completedAt } = await db().ranking.findUniqueOrThrow({ where: { id: rankingId } });
    expect([size, completedAt !== null]).toEqual([order.length, true]);
  });

  it("twice is as once", async () => {
    const { taskIds } = await makePairQueue(2);
    const rankingId = await write(taskIds);
    await makeLive(job, { rankingId });
    const order = await orderOf(rankingId);
    expect(await makeLive(job, { rankingId })).toBe(true);
    expect(await orderOf(rankingId)).toEqual(order);
  });

  it("is refused when another version has been promoted since", async () => {
    const { taskIds, ranking } = await makePairQueue(2);
    const [old, promoted] = [await makeModelVersion(), await makeModelVersion()];
    const rankingId = await write(taskIds, old.id);
    await db().champion.create({ data: { head: "compatibility", versionId: promoted.id } });
    expect(await makeLive(job, { rankingId })).toBe(false);
    expect((await db().liveRanking.findUniqueOrThrow({ where: { head: "compatibility" } })).rankingId).toBe(ranking.id);
    await db().champion.delete({ where: { head: "compatibility" } });
  });

  it("nobody who judges may start what ranks", async () => {
    const user = await makeUser("reviewer");
    expect(await allow(user.id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
