import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { isShownSwapped } from "@/lib/queue/rules";
import type { PairLease } from "@/lib/queue/schema";
import { allow } from "@/lib/users/allow";
import {
  allowed,
  makeAllowed,
  makeFlag,
  makeModelVersion,
  makePair,
  makePairQueue,
  makeProduct,
  makeRanking,
  makeTask,
  makeTasks,
  makeUser,
} from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const tab = () => randomUUID();
const idsOf = (lease: PairLease) => lease.tasks.map((task) => task.taskId);
const expire = (taskIds: string[]) =>
  db().task.updateMany({ where: { id: { in: taskIds } }, data: { leasedUntil: new Date(Date.now() - 60_000) } });

describe("leasing pairs", () => {
  it("gives the first of the ranking, in its order", async () => {
    const { taskIds } = await makePairQueue(5);
    const lease = await leasePairs(await stylist(), { leaseToken: tab(), count: 3 });
    expect(idsOf(lease)).toEqual(taskIds.slice(0, 3));
  });

  it("gives the next person the next ones", async () => {
    const { taskIds } = await makePairQueue(5);
    await leasePairs(await stylist(), { leaseToken: tab(), count: 2 });
    const second = await leasePairs(await stylist(), { leaseToken: tab(), count: 2 });
    expect(idsOf(second)).toEqual(taskIds.slice(2, 4));
  });

  it("gives a reloaded tab what it holds, then fills up", async () => {
    const { taskIds } = await makePairQueue(5);
    const by = await stylist();
    const leaseToken = tab();
    await leasePairs(by, { leaseToken, count: 2 });
    await leasePairs(await stylist(), { leaseToken: tab(), count: 1 });
    expect(idsOf(await leasePairs(by, { leaseToken, count: 3 }))).toEqual([taskIds[0], taskIds[1], taskIds[3]]);
  });

  it("gives what the tab holds before a better one that came free, also when the queue runs out", async () => {
    const { taskIds } = await makePairQueue(2);
    const by = await stylist();
    const leaseToken = tab();
    await leasePairs(await stylist(), { leaseToken: tab(), count: 1 });
    await leasePairs(by, { leaseToken, count: 1 });
    await expire([taskIds[0]!]);
    expect(idsOf(await leasePairs(by, { leaseToken, count: 5 }))).toEqual([taskIds[1], taskIds[0]]);
  });

  it("asked twice, a tab gets the same tasks", async () => {
    await makePairQueue(4);
    const by = await stylist();
    const leaseToken = tab();
    const first = await leasePairs(by, { leaseToken, count: 3 });
    expect(idsOf(await leasePairs(by, { leaseToken, count: 3 }))).toEqual(idsOf(first));
  });

  it("never gives another tab of the same person the same task", async () => {
    const { taskIds } = await makePairQueue(4);
    const by = await stylist();
    await leasePairs(by, { leaseToken: tab(), count: 2 });
    expect(idsOf(await leasePairs(by, { leaseToken: tab(), count: 2 }))).toEqual(taskIds.slice(2));
  });

  it("an expired lease is free for others, and for the same person's new tab", async () => {
    const { taskIds } = await makePairQueue(2);
    const by = await stylist();
    await leasePairs(by, { leaseToken: tab(), count: 2 });
    await expire(taskIds);
    expect(idsOf(await leasePairs(by, { leaseToken: tab(), count: 1 }))).toEqual([taskIds[0]]);
    expect(idsOf(await leasePairs(await stylist(), { leaseToken: tab(), count: 1 }))).toEqual([taskIds[1]]);
  });

  it("leaves out what is done or withdrawn", async () => {
    const { taskIds } = await makePairQueue(3);
    await db().task.update({ where: { id: taskIds[0]! }, data: { doneAt: new Date() } });
    await db().task.update({ where: { id: taskIds[1]! }, data: { withdrawnAt: new Date() } });
    expect(idsOf(await leasePairs(await stylist(), { leaseToken: tab(), count: 3 }))).toEqual([taskIds[2]]);
  });

  it("keeps a task that is meant for one person for that person", async () => {
    const ana = await makeUser("stylist");
    const [own, free] = [await makeTask({ forUserId: ana.id }), await makeTask()];
    await makeRanking([own.id, free.id]);
    expect(idsOf(await leasePairs(await stylist(), { leaseToken: tab(), count: 2 }))).toEqual([free.id]);
    expect(idsOf(await leasePairs(await allowed(ana, "judge-pairs"), { leaseToken: tab(), count: 2 }))).toEqual([
      own.id,
    ]);
  });

  it("holds a planned repeat back until its time", async () => {
    const [later, due] = [
      await makeTask({ notBefore: new Date(Date.now() + 3_600_000) }),
      await makeTask({ notBefore: new Date(Date.now() - 1_000) }),
    ];
    await makeRanking([later.id, due.id]);
    expect(idsOf(await leasePairs(await stylist(), { leaseToken: tab(), count: 2 }))).toEqual([due.id]);
  });

  it("never gives one person both blind slots of a pair, not even in two tabs at once", async () => {
    const pair = await makePair();
    const slots = [await makeTask({ pairId: pair.id, slot: 0 }), await makeTask({ pairId: pair.id, slot: 1 })];
    await makeRanking(slots.map((task) => task.id));
    const by = await stylist();
    const leases = await Promise.all([tab(), tab()].map((leaseToken) => leasePairs(by, { leaseToken, count: 2 })));
    expect(leases.flatMap(idsOf)).toEqual([slots[0]!.id]);
    expect(idsOf(await leasePairs(await stylist(), { leaseToken: tab(), count: 2 }))).toEqual([slots[1]!.id]);
  });

  it("does not ask again what the person has answered late", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    const task = await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } });
    await db().label.create({
      data: {
        id: randomUUID(),
        head: "compatibility",
        taskId: task.id,
        subjectId: task.subjectId,
        pairId: task.pairId,
        userId: by.userId,
        occasion: 0,
        slot: 0,
        verdict: "fits",
        elapsedMs: 1,
        slice: "ranked",
        isLate: true,
      },
    });
    expect(idsOf(await leasePairs(by, { leaseToken: tab(), count: 1 }))).toEqual([]);
  });

  it("finds what lies behind a long stretch of skipped tasks", async () => {
    const { taskIds } = await makePairQueue(30);
    const by = await stylist();
    const until = new Date(Date.now() + 3_600_000);
    await db().taskSkip.createMany({
      data: taskIds.slice(0, 29).map((taskId) => ({ taskId, userId: by.userId, until })),
    });
    expect(idsOf(await leasePairs(by, { leaseToken: tab(), count: 3 }))).toEqual([taskIds[29]]);
  });

  it("shows both garments, the side by the task's id", async () => {
    const { taskIds } = await makePairQueue(6);
    const lease = await leasePairs(await stylist(), { leaseToken: tab(), count: 6 });
    const tasks = await db().task.findMany({ where: { id: { in: taskIds } }, include: { pair: true } });
    for (const shown of lease.tasks) {
      const { pair } = tasks.find((task) => task.id === shown.taskId)!;
      const sides = [pair!.productAId, pair!.productBId];
      expect(shown.shownSwapped).toBe(isShownSwapped(shown.taskId));
      expect([shown.anchor.id, shown.candidate.id]).toEqual(shown.shownSwapped ? sides.reverse() : sides);
    }
  });

  it("shows a garment's outfit beside the pair, never one that holds both, whatever slice asked", async () => {
    const makeOutfit = async (productIds: string[]) => {
      const outfit = await db().outfit.create({ data: { source: "test", externalId: randomUUID() } });
      await db().outfitItem.createMany({
        data: productIds.map((productId, position) => ({ outfitId: outfit.id, productId, position })),
      });
    };
    const pairs = [await makePair(), await makePair(), await makePair()];
    const [bag, shoes] = [await makeProduct(), await makeProduct()];
    await makeOutfit([pairs[0]!.productAId, bag.id, shoes.id]);
    await makeOutfit([pairs[1]!.productAId, pairs[1]!.productBId, bag.id]);
    const tasks = [
      await makeTask({ pairId: pairs[0]!.id, slice: "uniform", propensity: 0.1 }),
      await makeTask({ pairId: pairs[1]!.id }),
      await makeTask({ pairId: pairs[2]!.id }),
    ];
    await makeRanking(tasks.map((task) => task.id));
    const lease = await leasePairs(await stylist(), { leaseToken: tab(), count: 3 });
    expect(lease.tasks.map(({ outfit }) => outfit.map(({ id }) => id))).toEqual([[bag.id, shoes.id], [], []]);
  });

  it("for a trip holds up to two hundred for eight hours, and asking again does not cut that short", async () => {
    const { taskIds } = await makePairQueue(3);
    const by = await stylist();
    const leaseToken = tab();
    const trip = await leasePairs(by, { leaseToken, count: 200, isTrip: true });
    expect(idsOf(trip)).toEqual(taskIds);
    const hours = (Date.parse(trip.tasks[0]!.leasedUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7.9);
    expect(hours).toBeLessThan(8.1);
    const again = await leasePairs(by, { leaseToken, count: 3 });
    expect(again.tasks.map(({ leasedUntil }) => leasedUntil)).toEqual(trip.tasks.map(({ leasedUntil }) => leasedUntil));
  });

  it("says which version ranked, and none while the order is random", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    expect((await leasePairs(by, { leaseToken: tab(), count: 1 })).rankedBy).toMatchObject({ version: null });
    const version = await makeModelVersion("compatibility", { number: 12 });
    await makeRanking(taskIds, { modelVersionId: version.id });
    expect((await leasePairs(by, { leaseToken: tab(), count: 1 })).rankedBy).toMatchObject({ version: 12 });
  });

  it("tells nothing of the model's estimate before the answer", async () => {
    const [task] = await makeTasks(1);
    await makeRanking([task!.id], { estimates: [0.123456] });
    const lease = await leasePairs(await stylist(), { leaseToken: tab(), count: 1 });
    expect(JSON.stringify(lease)).not.toContain("0.123456");
  });
});

describe("leasing flags", () => {
  it("gives the flag with its evidence", async () => {
    const given = await makeProduct();
    const sibling = await makeProduct({ groupId: given.groupId });
    const lookAlike = await makeProduct();
    const flag = await makeFlag({
      productId: given.id,
      evidence: {
        reasons: ["classifier"],
        neighbours: [{ productId: lookAlike.id, cosine: 0.9 }],
        top: [{ categoryId: given.sourceCategoryId!, probability: 0.1 }],
      },
    });
    const task = await makeTask({ flagId: flag.id });
    await makeRanking([task.id], { head: "category" });
    const lease = await leaseFlags(await makeAllowed("reviewer", "judge-flags"), { leaseToken: tab(), count: 3 });
    expect(lease.tasks).toMatchObject([
      {
        taskId: task.id,
        flagId: flag.id,
        product: { id: given.id },
        given: { id: given.sourceCategoryId },
        proposed: { id: flag.proposedCategoryId },
        proposedProbability: 0.8,
        evidence: {
          reasons: ["classifier"],
          neighbours: [{ product: { id: lookAlike.id }, cosine: 0.9 }],
          top: [{ category: { id: given.sourceCategoryId }, probability: 0.1 }],
          sameModel: [{ id: sibling.id }],
        },
      },
    ]);
  });

  it("is not for stylists", async () => {
    const user = await makeUser("stylist");
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});

it("nobody signed out gets pairs", async () => {
  expect(await allow(null, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
});
