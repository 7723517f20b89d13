import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { releaseTasks } from "@/lib/queue/release-tasks";
import type { PairLease, SetLease } from "@/lib/queue/schema";
import { skipTask } from "@/lib/queue/skip-task";
import { allow } from "@/lib/users/allow";
import {
  makeAllowed,
  makePair,
  makePairQueue,
  makeRanking,
  makeStar,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const tab = () => randomUUID();
const idsOf = ({ sets }: SetLease) => sets.map((set) => set.candidates.map(({ taskId }) => taskId));
const pairIdsOf = ({ tasks }: PairLease) => tasks.map(({ taskId }) => taskId);
const expire = (ids: string[]) =>
  db().task.updateMany({ where: { id: { in: ids } }, data: { leasedUntil: new Date(Date.now() - 1_000) } });

describe("leasing sets", () => {
  it("puts the best pair and three more of the same garment around one anchor, in the ranking's order", async () => {
    const { anchorId, taskIds } = await makeStar(6);
    const lease = await leaseSets(await stylist(), { leaseToken: tab(), count: 1 });
    expect(idsOf(lease)).toEqual([taskIds.slice(0, 4)]);
    expect(lease.sets[0]!.anchor.id).toBe(anchorId);
    expect(lease).toMatchObject({ open: expect.any(Number), rankedBy: { version: null } });
    const tasks = await db().task.findMany({ where: { id: { in: taskIds } }, include: { pair: true } });
    for (const { taskId, product, shownSwapped } of lease.sets[0]!.candidates) {
      const { pair } = tasks.find((task) => task.id === taskId)!;
      const sides = shownSwapped ? [pair!.productBId, pair!.productAId] : [pair!.productAId, pair!.productBId];
      expect([anchorId, product.id]).toEqual(sides);
    }
  });

  it("forms as many as are asked for, and each task is in one only", async () => {
    const { taskIds } = await makeStar(10);
    const lease = await leaseSets(await stylist(), { leaseToken: tab(), count: 3 });
    expect(idsOf(lease)).toEqual([taskIds.slice(0, 4), taskIds.slice(4, 8), taskIds.slice(8)]);
  });

  it("gives a reloaded tab its own sets back, as they were", async () => {
    await makeStar(10);
    const by = await stylist();
    const leaseToken = tab();
    const first = await leaseSets(by, { leaseToken, count: 2 });
    const again = await leaseSets(by, { leaseToken, count: 2 });
    expect(again.sets.map((set) => [set.setId, set.anchor.id])).toEqual(
      first.sets.map((set) => [set.setId, set.anchor.id]),
    );
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(idsOf(await leaseSets(by, { leaseToken: tab(), count: 1 }))).not.toContainEqual(idsOf(first)[0]);
  });

  it("never shares a task with a lease of single pairs, in either direction", async () => {
    const { taskIds } = await makeStar(8);
    const by = await stylist();
    const leaseToken = tab();
    const pairs = await leasePairs(by, { leaseToken, count: 2 });
    const sets = await leaseSets(by, { leaseToken, count: 1 });
    expect(pairIdsOf(pairs)).toEqual(taskIds.slice(0, 2));
    expect(idsOf(sets)).toEqual([taskIds.slice(2, 6)]);
    expect(pairIdsOf(await leasePairs(by, { leaseToken, count: 8 }))).toEqual([
      ...taskIds.slice(0, 2),
      ...taskIds.slice(6),
    ]);
    expect(idsOf(await leaseSets(by, { leaseToken, count: 1 }))).toEqual(idsOf(sets));
  });

  it("two people at once get different sets", async () => {
    await makeStar(16);
    const everyone = await Promise.all([1, 2, 3].map(stylist));
    const leases = await Promise.all(everyone.map((by) => leaseSets(by, { leaseToken: tab(), count: 1 })));
    const given = leases.flatMap(idsOf).flat();
    expect(new Set(given).size).toBe(given.length);
    expect(leases.map((lease) => lease.sets.length)).toEqual([1, 1, 1]);
  });

  it("takes neither random checks nor repeats nor known answers into a set", async () => {
    const { anchorId, taskIds } = await makeStar(1);
    const others = [];
    for (const slice of ["uniform", "repeat", "gold"] as const) {
      const pair = await makePair({ productAId: anchorId, isHoldout: slice === "uniform" });
      others.push((await makeTask({ pairId: pair.id, slice })).id);
    }
    await makeRanking([...others, ...taskIds]);
    expect(idsOf(await leaseSets(await stylist(), { leaseToken: tab(), count: 2 }))).toEqual([taskIds]);
  });

  it("leaves a pair's second blind slot to be asked alone, and of somebody else", async () => {
    const { taskIds } = await makeStar(2);
    const { pairId } = await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } });
    const second = await makeTask({ pairId: pairId!, slot: 1 });
    await makeRanking([taskIds[0]!, second.id, taskIds[1]!]);
    const [ana, bea] = [await stylist(), await stylist()];
    expect(idsOf(await leaseSets(ana, { leaseToken: tab(), count: 2 }))).toEqual([taskIds]);
    expect(idsOf(await leaseSets(bea, { leaseToken: tab(), count: 2 }))).toEqual([]);
    const alone = async (by: typeof ana) =>
      (await leasePairs(by, { leaseToken: tab(), count: 5 })).tasks.map((task) => task.taskId);
    expect(await alone(ana)).toEqual([]);
    expect(await alone(bea)).toEqual([second.id]);
  });

  it("of the best pair's two garments the anchor is the one that more pairs share", async () => {
    const { anchorId, taskIds } = await makeStar(3);
    const best = await makePair({ productAId: anchorId });
    const otherId = best.productAId === anchorId ? best.productBId : best.productAId;
    const more = [];
    for (let i = 0; i < 2; i++)
      more.push((await makeTask({ pairId: (await makePair({ productAId: otherId })).id })).id);
    const bestTask = await makeTask({ pairId: best.id });
    await makeRanking([bestTask.id, ...more, ...taskIds]);
    const lease = await leaseSets(await stylist(), { leaseToken: tab(), count: 1 });
    expect(lease.sets[0]!.anchor.id).toBe(anchorId);
    expect(idsOf(lease)).toEqual([[bestTask.id, ...taskIds]]);
  });

  it("a set that ran out or was given back is free, pair by pair", async () => {
    const { taskIds } = await makeStar(4);
    const by = await stylist();
    await leaseSets(by, { leaseToken: tab(), count: 1 });
    await expire(taskIds.slice(0, 2));
    await releaseTasks(by, { taskIds: taskIds.slice(2) });
    const leaseToken = tab();
    const other = await stylist();
    expect(pairIdsOf(await leasePairs(other, { leaseToken, count: 4 }))).toEqual(taskIds);
    expect(idsOf(await leaseSets(other, { leaseToken, count: 1 }))).toEqual([]);
  });

  it("what was skipped leaves the set, which stays with its other candidates", async () => {
    const { taskIds } = await makeStar(4);
    const by = await stylist();
    const leaseToken = tab();
    await leaseSets(by, { leaseToken, count: 1 });
    await skipTask(by, { taskId: taskIds[1]! });
    expect(idsOf(await leaseSets(by, { leaseToken, count: 1 }))).toEqual([[taskIds[0], taskIds[2], taskIds[3]]]);
  });

  it("for a trip it is held for eight hours, and asking again does not cut that short", async () => {
    await makeStar(4);
    const by = await stylist();
    const leaseToken = tab();
    const trip = await leaseSets(by, { leaseToken, count: 1, isTrip: true });
    const hours = (new Date(trip.sets[0]!.leasedUntil).getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7.9);
    expect(hours).toBeLessThan(8.1);
    const again = await leaseSets(by, { leaseToken, count: 1 });
    expect(again.sets[0]!.leasedUntil).toBe(trip.sets[0]!.leasedUntil);
  });

  it("is empty when no ranked pair is left for this person", async () => {
    await makePairQueue(2, { slice: "uniform", propensity: 0.1 });
    expect((await leaseSets(await stylist(), { leaseToken: tab(), count: 1 })).sets).toEqual([]);
  });

  it("is not for whoever has been disabled since", async () => {
    const user = await makeUser("stylist", { disabledAt: new Date() });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});
