import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { PairJudgement } from "@/lib/labels/schema";
import { leasePairs } from "@/lib/queue/lease";
import { releaseTasks } from "@/lib/queue/release-tasks";
import { allow } from "@/lib/users/allow";
import {
  makeAllowed,
  makeFlag,
  makePairQueue,
  makeRanking,
  makeTask,
  makeTasks,
  makeUser,
} from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
type By = Awaited<ReturnType<typeof stylist>>;
const judge = (taskId: string, change: Partial<PairJudgement> = {}): PairJudgement => ({
  id: randomUUID(),
  taskId,
  verdict: "fits",
  shownSwapped: false,
  elapsedMs: 1_200,
  ...change,
});
const lease = async (by: By, count = 1) =>
  (await leasePairs(by, { leaseToken: randomUUID(), count })).tasks.map((task) => task.taskId);
const taskOf = (id: string) => db().task.findUniqueOrThrow({ where: { id } });

async function leased() {
  const { taskIds } = await makePairQueue(1);
  const by = await stylist();
  await lease(by);
  return { by, taskId: taskIds[0]! };
}

describe("judging a pair", () => {
  it("stores the answer and closes the task", async () => {
    const { by, taskId } = await leased();
    const judgement = judge(taskId, { verdict: "clashes", reason: "colour", note: "too loud", shownSwapped: true });
    expect(await recordPairJudgement(by, judgement)).toMatchObject({
      ok: true,
      value: { id: judgement.id, taskId, verdict: "clashes", isLate: false, undoneAt: null },
    });
    expect((await taskOf(taskId)).doneAt).not.toBeNull();
    expect(await db().label.findUniqueOrThrow({ where: { id: judgement.id } })).toMatchObject({
      userId: by.userId,
      reason: "colour",
      note: "too loud",
      shownSwapped: true,
      elapsedMs: 1_200,
      slice: "ranked",
      rank: 0,
    });
    expect(await db().rankEntry.count({ where: { taskId } })).toBe(0);
  });

  it("tells afterwards what the model had thought, and keeps the draw's chance", async () => {
    const [task] = await makeTasks(1, { slice: "uniform", propensity: 0.05 });
    const ranking = await makeRanking([task!.id], { estimates: [0.75] });
    const by = await stylist();
    await lease(by);
    const judgement = judge(task!.id);
    expect(await recordPairJudgement(by, judgement)).toMatchObject({ value: { estimate: 0.75, uncertainty: 0.5 } });
    expect(await db().label.findUniqueOrThrow({ where: { id: judgement.id } })).toMatchObject({
      slice: "uniform",
      propensity: 0.05,
      rankingId: ranking.id,
    });
  });

  it("posted twice, or three times at once, it is stored once and answers the same", async () => {
    const { by, taskId } = await leased();
    const judgement = judge(taskId);
    const answers = await Promise.all([1, 2, 3].map(() => recordPairJudgement(by, judgement)));
    answers.push(await recordPairJudgement(by, judgement));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, value: { isLate: false } });
    expect(await db().label.count({ where: { taskId } })).toBe(1);
  });

  it("an answer given after the lease was lost is kept as a second opinion", async () => {
    const { by, taskId } = await leased();
    await db().task.update({ where: { id: taskId }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
    const rival = await stylist();
    expect(await lease(rival)).toEqual([taskId]);
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: true, value: { isLate: true } });
    expect((await taskOf(taskId)).doneAt).toBeNull();
    expect(await recordPairJudgement(rival, judge(taskId))).toMatchObject({ ok: true, value: { isLate: false } });
  });

  it("counts when the lease has run out but nobody took the task", async () => {
    const { by, taskId } = await leased();
    await db().task.update({ where: { id: taskId }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: true, value: { isLate: false } });
    expect((await taskOf(taskId)).doneAt).not.toBeNull();
  });

  it("counts when the tab gave the task back while the answer was on its way", async () => {
    const { by, taskId } = await leased();
    await releaseTasks(by, { taskIds: [taskId] });
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: true, value: { isLate: false } });
  });

  it("a second answer of the same person is refused, at once or later; the first is kept", async () => {
    const { by, taskId } = await leased();
    const answers = await Promise.all(
      [judge(taskId), judge(taskId, { verdict: "clashes" })].map((j) => recordPairJudgement(by, j)),
    );
    expect(answers.map((answer) => (answer.ok ? "stored" : answer.code)).sort()).toEqual(["already-judged", "stored"]);
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: false, code: "already-judged" });
    expect(await db().label.count({ where: { taskId } })).toBe(1);
  });

  it("an id used for another answer, or by another person, is refused", async () => {
    const { by, taskId } = await leased();
    const judgement = judge(taskId);
    await recordPairJudgement(by, judgement);
    expect(await recordPairJudgement(by, { ...judgement, verdict: "unsure" })).toMatchObject({
      ok: false,
      code: "id-reused",
    });
    expect(await recordPairJudgement(await stylist(), judgement)).toMatchObject({ ok: false, code: "id-reused" });
  });

  it("an answer to a withdrawn task is kept and closes nothing", async () => {
    const { by, taskId } = await leased();
    await db().task.update({ where: { id: taskId }, data: { withdrawnAt: new Date() } });
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: true, value: { isLate: true } });
    expect((await taskOf(taskId)).doneAt).toBeNull();
  });

  it("a task that is not there, or is no pair, is refused", async () => {
    const by = await stylist();
    const flagTask = await makeTask({ flagId: (await makeFlag()).id });
    expect(await recordPairJudgement(by, judge(randomUUID()))).toMatchObject({ ok: false, code: "unknown-task" });
    expect(await recordPairJudgement(by, judge(flagTask.id))).toMatchObject({ ok: false, code: "unknown-task" });
  });

  it("is not for whoever has been disabled since", async () => {
    const user = await makeUser("stylist");
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});

describe("what may be posted as a judgement", () => {
  const posted = judge(randomUUID());

  it.each([{ verdict: "keep" }, { id: "1" }, { note: "x".repeat(2_001) }, { reason: "because" }])(
    "%o is refused",
    (change) => {
      expect(PairJudgement.safeParse({ ...posted, ...change }).success).toBe(false);
    },
  );
});
