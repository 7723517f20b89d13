import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { flagGroups, flagPage } from "@/lib/flags/grid/data";
import { type GroupKey, pageSize } from "@/lib/flags/grid/schema";
import { leaseFlags } from "@/lib/queue/lease";
import { makeAllowed, makeCategory, makeFlag, makeProduct, makeRanking, makeTask } from "@/tests/support/factories";

const reviewer = () => makeAllowed("reviewer", "judge-flags");

async function confusion(size: number) {
  const [given, proposed] = [await makeCategory(), await makeCategory()];
  const tasks = [];
  for (let i = 0; i < size; i++) {
    const product = await makeProduct({ categoryId: given.id });
    const evidence = { reasons: ["classifier"], cluster: i % 3 };
    const flag = await makeFlag({
      productId: product.id,
      proposedCategoryId: proposed.id,
      evidence,
      score: 0.5 + i / 1_000,
    });
    tasks.push(await makeTask({ flagId: flag.id }));
  }
  const key: GroupKey = { kind: "category", attribute: "category", given: `${given.id}`, proposed: `${proposed.id}` };
  return { given, proposed, key, tasks };
}
const ofKey = (key: GroupKey) => expect.objectContaining(key);

describe("groups of flags", () => {
  it("count what says the same, with its names, and what is expected to be wrong", async () => {
    const { given, proposed, key } = await confusion(3);
    const group = (await flagGroups(await reviewer())).find((one) => one.given === key.given);
    expect(group).toMatchObject({
      ...key,
      count: 3,
      givenCategory: { id: given.id },
      proposedCategory: { id: proposed.id },
    });
    expect(group!.expected).toBeCloseTo(1.503, 3);
  });

  it("of an attribute are by value, the missing ones apart", async () => {
    const attribute = `fabric ${randomUUID()}`;
    const about = async (values: string[]) => {
      const flag = await makeFlag({
        kind: "attribute",
        attribute,
        givenValues: values,
        proposedValues: ["linen", "lace"],
      });
      await makeTask({ flagId: flag.id });
    };
    await about([]);
    await about([]);
    await about(["jersey"]);
    const groups = (await flagGroups(await reviewer())).filter((group) => group.attribute === attribute);
    expect(
      groups.map(({ given, proposed, count }) => ({ given, proposed, count })).toSorted((a, b) => b.count - a.count),
    ).toEqual([
      { given: "", proposed: "linen", count: 2 },
      { given: "jersey", proposed: "linen", count: 1 },
    ]);
  });

  it("leave random looks out, and what this person has judged", async () => {
    const { key, tasks } = await confusion(3);
    await db().task.update({ where: { id: tasks[0]!.id }, data: { slice: "uniform" } });
    const by = await reviewer();
    await db().label.create({
      data: {
        id: randomUUID(),
        head: "category",
        taskId: tasks[1]!.id,
        subjectId: tasks[1]!.subjectId,
        flagId: tasks[1]!.flagId,
        userId: by.userId,
        occasion: 0,
        slot: 0,
        verdict: "keep",
        elapsedMs: 1,
        slice: "ranked",
        isLate: true,
      },
    });
    expect(await flagPage(by, key)).toMatchObject({ total: 1, flags: [{ taskId: tasks[2]!.id }] });
    expect(await flagGroups(await reviewer())).toContainEqual(ofKey({ ...key, ...{ count: 2 } } as GroupKey));
  });
});

describe("a page of a group", () => {
  it("is thirty, cluster by cluster with the likeliest errors first, and the next goes on behind it", async () => {
    const { key } = await confusion(pageSize + 5);
    const by = await reviewer();
    const first = await flagPage(by, key);
    expect(first.flags).toHaveLength(pageSize);
    expect(first.total).toBe(pageSize + 5);
    const second = await flagPage(by, { ...key, after: first.next! });
    expect(second).toMatchObject({ next: null });
    const all = [...first.flags, ...second.flags];
    expect(new Set(all.map(({ taskId }) => taskId)).size).toBe(pageSize + 5);
    expect(all.map(({ cluster }) => cluster)).toEqual(all.map(({ cluster }) => cluster).toSorted());
    const scores = await db().flag.findMany({ where: { id: { in: all.map(({ flagId }) => flagId) } } });
    const scoreOf = new Map(scores.map(({ id, score }) => [id, score]));
    const ofFirst = all.filter(({ cluster }) => cluster === 0).map(({ flagId }) => scoreOf.get(flagId)!);
    expect(ofFirst).toEqual(ofFirst.toSorted((a, b) => b - a));
  });

  it("says what someone else holds", async () => {
    const { key, tasks } = await confusion(2);
    await makeRanking([tasks[0]!.id], { head: "category" });
    const holder = await reviewer();
    await leaseFlags(holder, { leaseToken: randomUUID(), count: 1 });
    const heldBy = async (by: typeof holder) =>
      (await flagPage(by, key)).flags.filter(({ isHeld }) => isHeld).map(({ taskId }) => taskId);
    expect(await heldBy(await reviewer())).toEqual([tasks[0]!.id]);
    expect(await heldBy(holder)).toEqual([]);
  });
});
