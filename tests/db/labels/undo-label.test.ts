import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { explainLabel, recentLabels } from "@/lib/labels/data";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { makeLive } from "@/lib/queue/make-live";
import { writeRanking } from "@/lib/queue/write-ranking";
import { allow, asSystem } from "@/lib/users/allow";
import {
  allowed,
  makeAllowed,
  makeFlag,
  makeModelVersion,
  makePairQueue,
  makeRanking,
  makeTask,
  makeTasks,
  makeUser,
} from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
type By = Awaited<ReturnType<typeof stylist>>;

async function judgePair(by: By, taskId: string, id: string = randomUUID()) {
  const result = await recordPairJudgement(by, { id, taskId, verdict: "fits", shownSwapped: false, elapsedMs: 800 });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

async function judged(count: number) {
  const { taskIds, ranking } = await makePairQueue(count);
  const by = await stylist();
  const leaseToken = randomUUID();
  await leasePairs(by, { leaseToken, count });
  const labels = [];
  for (const taskId of taskIds) labels.push(await judgePair(by, taskId));
  return { by, taskIds, ranking, leaseToken, labels };
}

describe("undoing a judgement of a pair", () => {
  it("keeps the label, marked, and opens the task under the same person", async () => {
    const { by, taskIds, labels, leaseToken } = await judged(2);
    expect(await undoLabel(by, { labelId: labels[0]!.id })).toMatchObject({
      ok: true,
      value: { id: labels[0]!.id, undoneAt: expect.any(String) },
    });
    expect((await db().label.findUniqueOrThrow({ where: { id: labels[0]!.id } })).supersededAt).not.toBeNull();
    const again = await leasePairs(by, { leaseToken, count: 1 });
    expect(again.tasks.map((task) => task.taskId)).toEqual([taskIds[0]]);
    expect((await leasePairs(await stylist(), { leaseToken: randomUUID(), count: 1 })).tasks).toEqual([]);
  });

  it("gives the task to the tab that undoes", async () => {
    const { by, taskIds, labels } = await judged(1);
    const leaseToken = randomUUID();
    await undoLabel(by, { labelId: labels[0]!.id, leaseToken });
    expect((await leasePairs(by, { leaseToken, count: 1 })).tasks.map((task) => task.taskId)).toEqual(taskIds);
  });

  it("puts the task back at its place with its estimate, so that undo and redo is as before", async () => {
    const tasks = await makeTasks(2);
    const taskIds = tasks.map((task) => task.id);
    const ranking = await makeRanking(taskIds, { estimates: [0.5, 0.6] });
    const by = await stylist();
    await leasePairs(by, { leaseToken: randomUUID(), count: 2 });
    const before = await db().rankEntry.findMany({ where: { rankingId: ranking.id }, orderBy: { rank: "asc" } });
    const label = await judgePair(by, taskIds[0]!);
    await undoLabel(by, { labelId: label.id });
    expect(await db().rankEntry.findMany({ where: { rankingId: ranking.id }, orderBy: { rank: "asc" } })).toEqual(
      before,
    );
    expect(await judgePair(by, taskIds[0]!)).toMatchObject({ isLate: false, estimate: 0.5 });
  });

  it("after a new ranking the task keeps its place and loses the old version's estimate", async () => {
    const tasks = await makeTasks(2);
    const taskIds = tasks.map((task) => task.id);
    await makeRanking(taskIds, { estimates: [0.5, 0.6] });
    const by = await stylist();
    await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
    const label = await judgePair(by, taskIds[0]!);
    const job = asSystem("job", "rank");
    const rankingId = await writeRanking(job, {
      head: "compatibility",
      modelVersionId: null,
      policy: "random",
      seed: 1,
      entries: [{ taskId: taskIds[1]!, estimate: 0.1, uncertainty: 0.2 }],
    });
    await makeLive(job, { rankingId });
    await undoLabel(by, { labelId: label.id });
    expect(await db().rankEntry.findFirst({ where: { taskId: taskIds[0]! } })).toMatchObject({
      rankingId,
      rank: 0,
      estimate: null,
    });
  });

  it("twice, or twice at once, is as once", async () => {
    const { by, labels } = await judged(1);
    const answers = await Promise.all([1, 2].map(() => undoLabel(by, { labelId: labels[0]!.id })));
    answers.push(await undoLabel(by, { labelId: labels[0]!.id }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]!.ok).toBe(true);
  });

  it("the same answer posted again after an undo is told that it was undone, and closes nothing", async () => {
    const { by, taskIds, labels } = await judged(1);
    await undoLabel(by, { labelId: labels[0]!.id });
    expect((await judgePair(by, taskIds[0]!, labels[0]!.id)).undoneAt).not.toBeNull();
    expect((await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).doneAt).toBeNull();
  });

  it("goes ten back and no further", async () => {
    const { by, labels } = await judged(11);
    expect(await undoLabel(by, { labelId: labels[0]!.id })).toMatchObject({ ok: false, code: "nothing-to-undo" });
    for (const label of labels.slice(1).reverse()) {
      expect((await undoLabel(by, { labelId: label.id })).ok).toBe(true);
    }
    expect((await undoLabel(by, { labelId: labels[0]!.id })).ok).toBe(true);
  });

  it("a late answer is only marked: whoever has the task keeps it", async () => {
    const { taskIds } = await makePairQueue(1);
    const [by, holder] = [await stylist(), await stylist()];
    await leasePairs(holder, { leaseToken: randomUUID(), count: 1 });
    const late = await judgePair(by, taskIds[0]!);
    expect(late.isLate).toBe(true);
    expect((await undoLabel(by, { labelId: late.id })).ok).toBe(true);
    expect(await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).toMatchObject({
      leasedById: holder.userId,
    });
  });

  it("is for one's own answers only", async () => {
    const { labels } = await judged(1);
    expect(await undoLabel(await stylist(), { labelId: labels[0]!.id })).toMatchObject({
      ok: false,
      code: "not-found",
    });
  });
});

describe("an undo that arrives before its answer", () => {
  it("is kept: the answer is then stored as undone, and its pair stays with the person", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    const leaseToken = randomUUID();
    await leasePairs(by, { leaseToken, count: 1 });
    const labelId = randomUUID();
    expect(await undoLabel(by, { labelId })).toMatchObject({ ok: false, code: "not-arrived" });
    expect(await undoLabel(by, { labelId })).toMatchObject({ ok: false, code: "not-arrived" });
    expect(await judgePair(by, taskIds[0]!, labelId)).toMatchObject({ id: labelId, undoneAt: expect.any(String) });
    expect((await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).doneAt).toBeNull();
    expect((await leasePairs(by, { leaseToken, count: 1 })).tasks.map((task) => task.taskId)).toEqual(taskIds);
    expect(await undoLabel(by, { labelId })).toMatchObject({ ok: true, value: { id: labelId } });
    expect(await judgePair(by, taskIds[0]!)).toMatchObject({ undoneAt: null });
  });

  it("reaches nobody else's answer", async () => {
    const { taskIds } = await makePairQueue(1);
    const by = await stylist();
    await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
    const labelId = randomUUID();
    await undoLabel(await stylist(), { labelId });
    expect(await judgePair(by, taskIds[0]!, labelId)).toMatchObject({ undoneAt: null });
  });

  it("at the very moment of the answer, the answer ends undone", async () => {
    for (let round = 0; round < 15; round++) {
      const { taskIds } = await makePairQueue(1);
      const by = await stylist();
      await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
      const labelId = randomUUID();
      await Promise.all([judgePair(by, taskIds[0]!, labelId), undoLabel(by, { labelId })]);
      expect((await db().label.findUniqueOrThrow({ where: { id: labelId } })).supersededAt).not.toBeNull();
      expect((await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).doneAt).toBeNull();
    }
  });
});

describe("undoing a judgement of a flag", () => {
  const reviewed = async (user?: { id: string }) => {
    const flag = await makeFlag();
    const task = await makeTask({ flagId: flag.id });
    await makeRanking([task.id], { head: "category" });
    const by = await allowed(user ?? (await makeUser("reviewer")), "judge-flags");
    await leaseFlags(by, { leaseToken: randomUUID(), count: 1 });
    const labelId = randomUUID();
    await recordFlagJudgement(by, { id: labelId, taskId: task.id, verdict: "take", elapsedMs: 900 });
    return { by, flag, taskId: task.id, labelId };
  };

  it("puts the product back, opens the flag again and writes both into the audit trail", async () => {
    const { by, flag, labelId } = await reviewed();
    expect((await undoLabel(by, { labelId })).ok).toBe(true);
    expect(await db().product.findUniqueOrThrow({ where: { id: flag.productId } })).toMatchObject({
      categoryId: flag.givenCategoryId,
      correctedCategoryId: null,
    });
    expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({
      status: "open",
      settledAt: null,
    });
    expect((await db().fix.findFirstOrThrow({ where: { labelId } })).revertedAt).not.toBeNull();
    const audit = await db().auditEntry.findMany({ where: { subjectId: flag.productId }, orderBy: { at: "asc" } });
    expect(audit.map((entry) => entry.action)).toEqual(["product.fixed", "product.fix-reverted"]);
    expect(audit[1]).toMatchObject({
      actorId: by.userId,
      before: { categoryId: flag.proposedCategoryId },
      after: { categoryId: flag.givenCategoryId },
    });
  });

  it("brings back the fix that stood before it", async () => {
    const first = await reviewed();
    const second = await makeFlag({ productId: first.flag.productId });
    const task = await makeTask({ flagId: second.id });
    await makeRanking([task.id], { head: "category" });
    await leaseFlags(first.by, { leaseToken: randomUUID(), count: 1 });
    const labelId = randomUUID();
    await recordFlagJudgement(first.by, { id: labelId, taskId: task.id, verdict: "take", elapsedMs: 900 });
    await undoLabel(first.by, { labelId });
    expect((await db().product.findUniqueOrThrow({ where: { id: second.productId } })).categoryId).toBe(
      first.flag.proposedCategoryId,
    );
    expect(await db().fix.findMany({ where: { productId: second.productId, revertedAt: null } })).toMatchObject([
      { labelId: first.labelId },
    ]);
  });

  it("a later fix by someone else stays, and undoing that one too brings the first state back", async () => {
    const first = await reviewed();
    const second = await makeFlag({ productId: first.flag.productId });
    const task = await makeTask({ flagId: second.id });
    await makeRanking([task.id], { head: "category" });
    const rival = await makeAllowed("reviewer", "judge-flags");
    await leaseFlags(rival, { leaseToken: randomUUID(), count: 1 });
    const labelId = randomUUID();
    await recordFlagJudgement(rival, { id: labelId, taskId: task.id, verdict: "take", elapsedMs: 900 });
    await undoLabel(first.by, { labelId: first.labelId });
    const productOf = () => db().product.findUniqueOrThrow({ where: { id: second.productId } });
    expect((await productOf()).categoryId).toBe(second.proposedCategoryId);
    await undoLabel(rival, { labelId });
    expect((await productOf()).categoryId).toBe(first.flag.givenCategoryId);
  });

  it("withdraws a flag that was raised on the moved product meanwhile", async () => {
    const { by, flag, labelId } = await reviewed();
    const newer = await makeFlag({ productId: flag.productId });
    await makeTask({ flagId: newer.id });
    await undoLabel(by, { labelId });
    expect(await db().flag.findUniqueOrThrow({ where: { id: newer.id }, include: { tasks: true } })).toMatchObject({
      status: "withdrawn",
      tasks: [{ withdrawnAt: expect.any(Date) }],
    });
  });

  it("is refused once the person no longer reviews", async () => {
    const user = await makeUser("reviewer");
    const { labelId } = await reviewed(user);
    await db().user.update({ where: { id: user.id }, data: { role: "stylist" } });
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
    expect(await undoLabel(await allowed(user, "judge-pairs"), { labelId })).toMatchObject({
      ok: false,
      code: "not-allowed",
    });
  });
});

describe("looking back", () => {
  it("lists one's standing answers, newest first, with today's count", async () => {
    const { by, labels } = await judged(3);
    await undoLabel(by, { labelId: labels[1]!.id });
    const recent = await recentLabels(by, "compatibility", { limit: 10, timeZone: "UTC" });
    expect(recent.today).toBe(2);
    expect(recent.labels.map((label) => label.id)).toEqual([labels[2]!.id, labels[0]!.id]);
    expect(await recentLabels(by, "category", { limit: 10, timeZone: "UTC" })).toEqual({ today: 0, labels: [] });
  });

  it("begins the day on the clock that it is told", async () => {
    const { by, labels } = await judged(1);
    const today = async (seconds: number) => {
      await db().$executeRaw`
        UPDATE "Label" SET "createdAt" = date_trunc('day', now(), 'Asia/Kolkata') + make_interval(secs => ${seconds}::int)
        WHERE id = ${labels[0]!.id}::uuid`;
      return (await recentLabels(by, "compatibility", { limit: 1, timeZone: "Asia/Kolkata" })).today;
    };
    expect(await today(-1)).toBe(0);
    expect(await today(0)).toBe(1);
  });

  it("explains an answer to whoever gave it and to managers, to nobody else", async () => {
    const [task] = await makeTasks(1);
    const version = await makeModelVersion("compatibility", { number: 12 });
    await makeRanking([task!.id], { estimates: [0.75], modelVersionId: version.id, policy: "margin" });
    const by = await stylist();
    await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
    const { id: labelId } = await judgePair(by, task!.id);
    const told = {
      slice: "ranked",
      propensity: null,
      rank: 0,
      estimate: 0.75,
      uncertainty: 0.5,
      policy: "margin",
      version: 12,
    };
    expect(await explainLabel(by, { labelId })).toMatchObject({ ok: true, value: told });
    expect(await explainLabel(await makeAllowed("manager", "judge-pairs"), { labelId })).toMatchObject({
      ok: true,
      value: told,
    });
    expect(await explainLabel(await stylist(), { labelId })).toMatchObject({ ok: false, code: "not-found" });
  });
});
