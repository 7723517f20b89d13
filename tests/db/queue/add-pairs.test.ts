import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addPairs } from "@/lib/queue/add-pairs";
import { openTasks } from "@/lib/queue/data";
import type { NewPair } from "@/lib/queue/schema";
import { withdrawTasks } from "@/lib/queue/withdraw-tasks";
import { allow, asSystem } from "@/lib/users/allow";
import { makeProduct, makeTask, makeUser } from "@/tests/support/factories";

const job = asSystem("job", "rank");

async function newPair(change: Partial<NewPair> = {}): Promise<NewPair> {
  const [a, b] = [(await makeProduct()).id, (await makeProduct()).id];
  return { a, b, origin: "topPartner", slice: "ranked", propensity: null, isHoldout: false, ...change };
}
const pairOf = ({ a, b }: NewPair) =>
  db().pair.findFirst({ where: { productAId: { in: [a, b] }, productBId: { in: [a, b] } }, include: { tasks: true } });

describe("adding candidate pairs", () => {
  it("each gets one open task", async () => {
    const rows = [await newPair(), await newPair({ slice: "uniform", propensity: 0.02, origin: "uniform" })];
    const { pairs, opened } = await addPairs(job, rows);
    expect(pairs).toBe(2);
    expect(await pairOf(rows[1]!)).toMatchObject({
      origin: "uniform",
      tasks: [{ slice: "uniform", propensity: 0.02, slot: 0 }],
    });
    const open = await openTasks("compatibility");
    expect(open.filter((task) => [rows[0]!.a, rows[0]!.b].includes(task.productAId))).toMatchObject([
      { slice: "ranked", isHoldout: false },
    ]);
    expect(opened).toHaveLength(2);
    expect(open).toEqual(expect.arrayContaining(opened));
  });

  it("a pair has no order: the second time, turned round, changes nothing", async () => {
    const row = await newPair();
    await addPairs(job, [row]);
    expect(await addPairs(job, [{ ...row, a: row.b, b: row.a }])).toEqual({ pairs: 0, opened: [] });
  });

  it("a judged pair is not asked again", async () => {
    const row = await newPair();
    await addPairs(job, [row]);
    await db().task.updateMany({
      where: { pair: { productAId: { in: [row.a, row.b] } } },
      data: { doneAt: new Date() },
    });
    expect(await addPairs(job, [row])).toEqual({ pairs: 0, opened: [] });
  });

  it("a withdrawn task opens again", async () => {
    const row = await newPair();
    await addPairs(job, [row]);
    const before = await pairOf(row);
    expect(await withdrawTasks(job, [before!.tasks[0]!.id])).toBe(1);
    expect(await addPairs(job, [row])).toMatchObject({ pairs: 0, opened: [{ taskId: before!.tasks[0]!.id }] });
  });

  it("takes the holdout by uniform draw only", async () => {
    await expect(addPairs(job, [await newPair({ isHoldout: true })])).rejects.toThrow(RangeError);
    expect(await addPairs(job, [await newPair({ isHoldout: true, slice: "uniform", propensity: 0.1 })])).toMatchObject({
      pairs: 1,
      opened: [{ slice: "uniform", isHoldout: true }],
    });
  });

  it("is refused to whoever may only judge", async () => {
    const user = await makeUser("stylist");
    expect(await allow(user.id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});

describe("withdrawing tasks", () => {
  it("leaves what someone holds and what is done", async () => {
    const user = await makeUser();
    const held = await makeTask({ leasedById: user.id, leasedUntil: new Date(Date.now() + 60_000) });
    const done = await makeTask({ doneAt: new Date() });
    const free = await makeTask();
    expect(await withdrawTasks(job, [held.id, done.id, free.id])).toBe(1);
    expect(await withdrawTasks(job, [held.id, done.id, free.id])).toBe(0);
    expect((await db().task.findUniqueOrThrow({ where: { id: free.id } })).withdrawnAt).not.toBeNull();
  });
});
