import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { leasePairs } from "@/lib/queue/lease";
import { skipTask } from "@/lib/queue/skip-task";
import { allow } from "@/lib/users/allow";
import {
  makeAllowed,
  makeFlag,
  makePair,
  makePairQueue,
  makeRanking,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const leaseOne = async (by: Awaited<ReturnType<typeof stylist>>, leaseToken = randomUUID()) =>
  (await leasePairs(by, { leaseToken, count: 1 })).tasks[0]?.taskId;

describe("skipping", () => {
  it("hides the pair from whoever skipped it and gives it to the next person", async () => {
    const { taskIds } = await makePairQueue(2);
    const by = await stylist();
    await leaseOne(by);
    expect(await skipTask(by, { taskId: taskIds[0]! })).toMatchObject({ ok: true, value: { taskId: taskIds[0] } });
    expect(await leaseOne(by)).toBe(taskIds[1]);
    expect(await leaseOne(await stylist())).toBe(taskIds[0]);
  });

  it("shows it again once the time is over", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    await skipTask(by, { taskId: taskIds[0]! });
    expect(await leaseOne(by)).toBeUndefined();
    await db().taskSkip.updateMany({ where: { userId: by.userId }, data: { until: new Date(Date.now() - 1_000) } });
    expect(await leaseOne(by)).toBe(taskIds[0]);
  });

  it("hides the pair's second opinion too", async () => {
    const pair = await makePair();
    const [first, second] = [
      await makeTask({ pairId: pair.id, slot: 0 }),
      await makeTask({ pairId: pair.id, slot: 1 }),
    ];
    await makeRanking([first.id, second.id]);
    const by = await stylist();
    await skipTask(by, { taskId: first.id });
    expect(await leaseOne(await stylist())).toBe(first.id);
    expect(await leaseOne(by)).toBeUndefined();
  });

  it("stores no verdict, and twice is as once", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    await skipTask(by, { taskId: taskIds[0]! });
    await skipTask(by, { taskId: taskIds[0]! });
    expect(await db().taskSkip.count({ where: { taskId: taskIds[0]! } })).toBe(1);
    expect(await db().label.count({ where: { taskId: taskIds[0]! } })).toBe(0);
  });

  it("does not take a task from whoever holds it now", async () => {
    const { taskIds } = await makePairQueue(1);
    const holder = await stylist();
    await leaseOne(holder);
    await skipTask(await stylist(), { taskId: taskIds[0]! });
    expect(await leaseOne(await stylist())).toBeUndefined();
  });

  it("knows no task of another kind and no task that is not there", async () => {
    const by = await stylist();
    const flagTask = await makeTask({ flagId: (await makeFlag()).id });
    expect(await skipTask(by, { taskId: flagTask.id })).toMatchObject({ ok: false, code: "unknown-task" });
    expect(await skipTask(by, { taskId: randomUUID() })).toMatchObject({ ok: false, code: "unknown-task" });
  });

  it("a disabled person is sent to sign in", async () => {
    const user = await makeUser("stylist", { disabledAt: new Date() });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});
