import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { leasePairs } from "@/lib/queue/lease";
import { releaseTasks } from "@/lib/queue/release-tasks";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makePairQueue, makeUser } from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
type By = Awaited<ReturnType<typeof stylist>>;
const lease = async (by: By, count: number) =>
  (await leasePairs(by, { leaseToken: randomUUID(), count })).tasks.map((task) => task.taskId);

describe("releasing", () => {
  it("gives the tasks to others at once", async () => {
    const { taskIds } = await makePairQueue(3);
    const by = await stylist();
    await lease(by, 3);
    expect(await releaseTasks(by, { taskIds: taskIds.slice(0, 2) })).toEqual({ released: 2 });
    expect(await lease(await stylist(), 3)).toEqual(taskIds.slice(0, 2));
  });

  it("twice is as once", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    await lease(by, 1);
    await releaseTasks(by, { taskIds });
    expect(await releaseTasks(by, { taskIds })).toEqual({ released: 0 });
  });

  it("leaves alone what others hold and what is not there", async () => {
    const { taskIds } = await makePairQueue(1);
    await lease(await stylist(), 1);
    expect(await releaseTasks(await stylist(), { taskIds: [...taskIds, randomUUID()] })).toEqual({ released: 0 });
    expect(await lease(await stylist(), 1)).toEqual([]);
  });

  it("is refused to whoever has no account", async () => {
    const user = await makeUser("stylist");
    expect(await allow(randomUUID(), "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
