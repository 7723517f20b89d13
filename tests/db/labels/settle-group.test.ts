import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recentLabels } from "@/lib/labels/data";
import type { GroupJudgement } from "@/lib/labels/schema";
import { settleGroup } from "@/lib/labels/settle-group";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags } from "@/lib/queue/lease";
import { allow } from "@/lib/users/allow";
import {
  makeAllowed,
  makeCategory,
  makeFlag,
  makeProduct,
  makeRanking,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const reviewer = () => makeAllowed("reviewer", "judge-flags");

/** A confusion of so many products with one another's category, in the live queue. */
async function confusion(size: number) {
  const [given, proposed] = [await makeCategory(), await makeCategory()];
  const flags = [];
  for (let i = 0; i < size; i++) {
    const product = await makeProduct({ categoryId: given.id });
    flags.push(await makeFlag({ productId: product.id, proposedCategoryId: proposed.id }));
  }
  const tasks = [];
  for (const flag of flags) tasks.push(await makeTask({ flagId: flag.id }));
  await makeRanking(
    tasks.map((task) => task.id),
    { head: "category" },
  );
  const productIds = flags.map((flag) => flag.productId);
  return { given, proposed, flags, productIds, taskIds: tasks.map((task) => task.id) };
}
const groupOf = (taskIds: string[], verdict: "keep" | "take" = "take"): GroupJudgement => ({
  id: randomUUID(),
  verdict,
  answers: taskIds.map((taskId) => ({ id: randomUUID(), taskId })),
  elapsedMs: 6_000,
});
const categoriesOf = async (ids: string[]) =>
  (await db().product.findMany({ where: { id: { in: ids } } })).map((product) => product.categoryId);
const auditsOf = (ids: string[]) => db().auditEntry.count({ where: { subject: "Product", subjectId: { in: ids } } });
const openTasks = (ids: string[]) => db().task.count({ where: { id: { in: ids }, doneAt: null } });

describe("settling a group", () => {
  it("takes the proposal for all, each as one label and one audited change, and spreads the time over them", async () => {
    const { proposed, productIds, taskIds, flags } = await confusion(4);
    const group = groupOf(taskIds);
    const saved = await settleGroup(await reviewer(), group);
    expect(saved).toMatchObject({ ok: true, value: { id: group.id, left: [] } });
    expect(await categoriesOf(productIds)).toEqual(productIds.map(() => proposed.id));
    expect(await auditsOf(productIds)).toBe(4);
    const labels = await db().label.findMany({ where: { batchId: group.id } });
    expect(labels.map(({ verdict, elapsedMs }) => ({ verdict, elapsedMs }))).toEqual(
      labels.map(() => ({ verdict: "take", elapsedMs: 1_500 })),
    );
    expect(labels).toHaveLength(4);
    expect(await db().flag.count({ where: { id: { in: flags.map(({ id }) => id) }, status: "settled" } })).toBe(4);
    expect(await openTasks(taskIds)).toBe(0);
  });

  it("keeping changes no product", async () => {
    const { given, productIds, taskIds } = await confusion(2);
    await settleGroup(await reviewer(), groupOf(taskIds, "keep"));
    expect(await categoriesOf(productIds)).toEqual([given.id, given.id]);
    expect(await auditsOf(productIds)).toBe(0);
  });

  it("leaves what someone else holds or has settled, and says so", async () => {
    const { given, productIds, taskIds } = await confusion(3);
    const rival = await reviewer();
    await leaseFlags(rival, { leaseToken: randomUUID(), count: 1 });
    await db().task.update({ where: { id: taskIds[1]! }, data: { doneAt: new Date() } });
    const saved = await settleGroup(await reviewer(), groupOf(taskIds));
    expect(saved).toMatchObject({
      ok: true,
      value: {
        labels: [{ taskId: taskIds[2] }],
        left: expect.arrayContaining([
          { taskId: taskIds[0], because: "held" },
          { taskId: taskIds[1], because: "closed" },
        ]),
      },
    });
    expect(await categoriesOf([productIds[0]!])).toEqual([given.id]);
  });

  it("takes what the same person holds in another tab", async () => {
    const { taskIds } = await confusion(2);
    const by = await reviewer();
    await leaseFlags(by, { leaseToken: randomUUID(), count: 2 });
    expect(await settleGroup(by, groupOf(taskIds))).toMatchObject({ ok: true, value: { left: [] } });
  });

  it("posted three times at once, it is stored once and answers alike", async () => {
    const { productIds, taskIds } = await confusion(3);
    const by = await reviewer();
    const group = groupOf(taskIds);
    const answers = await Promise.all([1, 2, 3].map(() => settleGroup(by, group)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db().fix.count({ where: { productId: { in: productIds } } })).toBe(3);
    expect(await auditsOf(productIds)).toBe(3);
  });

  it("two people on the same group at once settle each flag once", async () => {
    const { productIds, taskIds } = await confusion(6);
    const saved = await Promise.all([
      settleGroup(await reviewer(), groupOf(taskIds)),
      settleGroup(await reviewer(), groupOf(taskIds.toReversed())),
    ]);
    const labels = saved.flatMap((one) => (one.ok ? one.value.labels : []));
    expect(labels).toHaveLength(6);
    expect(await db().fix.count({ where: { productId: { in: productIds } } })).toBe(6);
  });

  it("an id of another answer refuses the whole batch", async () => {
    const { given, productIds, taskIds } = await confusion(3);
    const by = await reviewer();
    const first = groupOf(taskIds.slice(0, 1));
    await settleGroup(by, first);
    const group = groupOf(taskIds.slice(1));
    group.answers[1]!.id = first.answers[0]!.id;
    expect(await settleGroup(by, group)).toMatchObject({ ok: false, code: "id-reused" });
    expect(await categoriesOf(productIds.slice(1))).toEqual([given.id, given.id]);
    expect(await openTasks(taskIds)).toBe(2);
  });

  it("undoing any one of its labels brings the whole batch back", async () => {
    const { given, productIds, taskIds } = await confusion(3);
    const by = await reviewer();
    const group = groupOf(taskIds);
    await settleGroup(by, group);
    const labelId = group.answers[2]!.id;
    const undone = await undoLabel(by, { labelId });
    expect(undone).toMatchObject({ ok: true, value: { undoneAt: expect.any(String) } });
    expect(await categoriesOf(productIds)).toEqual(productIds.map(() => given.id));
    expect(await auditsOf(productIds)).toBe(6);
    expect(await openTasks(taskIds)).toBe(3);
    expect(await db().label.count({ where: { batchId: group.id, supersededAt: null } })).toBe(0);
    expect(await undoLabel(by, { labelId })).toEqual(undone);
    expect(await auditsOf(productIds)).toBe(6);
  });

  it("a batch counts as one of the ten that can be undone", async () => {
    const { taskIds } = await confusion(13);
    const by = await reviewer();
    const first = groupOf(taskIds.slice(0, 1));
    await settleGroup(by, first);
    await settleGroup(by, groupOf(taskIds.slice(1)));
    expect(await recentLabels(by, "category", { limit: 50, timeZone: "UTC" })).toMatchObject({
      today: 13,
      labels: [{}, { id: first.answers[0]!.id }],
    });
    expect(await undoLabel(by, { labelId: first.answers[0]!.id })).toMatchObject({ ok: true });
  });

  it("is not for stylists", async () => {
    const user = await makeUser("stylist");
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
