import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { sentenceOf } from "@/lib/http/failures";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { PairJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { withdrawTasks } from "@/lib/queue/withdraw-tasks";
import { allow, asSystem } from "@/lib/users/allow";
import { allowed, makeAllowed, makeFlag, makePairQueue, makeTask, makeUser } from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const judge = (taskId: string, change: Partial<PairJudgement> = {}): PairJudgement => ({
  id: randomUUID(),
  taskId,
  verdict: "fits",
  shownSwapped: false,
  elapsedMs: 1_200,
  ...change,
});
const labelsOf = (taskId: string) => db().label.findMany({ where: { taskId }, orderBy: { createdAt: "asc" } });
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function leased() {
  const { taskIds } = await makePairQueue(1);
  const by = await stylist();
  await leasePairs(by, { leaseToken: randomUUID(), count: 1 });
  return { by, taskId: taskIds[0]! };
}

describe("bad luck on the way of an answer", () => {
  it("a task that someone else holds, or never held: the answer is kept and closes nothing", async () => {
    const { by: holder, taskId } = await leased();
    expect(await recordPairJudgement(await stylist(), judge(taskId))).toMatchObject({
      ok: true,
      value: { isLate: true },
    });
    expect(await db().task.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({
      leasedById: holder.userId,
      doneAt: null,
    });
    expect(await recordPairJudgement(holder, judge(taskId))).toMatchObject({ ok: true, value: { isLate: false } });
  });

  it("a task that was settled meanwhile: the answer is kept beside the first", async () => {
    const { by, taskId } = await leased();
    await recordPairJudgement(by, judge(taskId));
    expect(await recordPairJudgement(await stylist(), judge(taskId, { verdict: "clashes" }))).toMatchObject({
      ok: true,
      value: { isLate: true },
    });
    expect(await labelsOf(taskId)).toMatchObject([{ isLate: false }, { isLate: true }]);
  });

  it("a lease that ran out three days ago: the answer counts if nobody took the task, else it is kept as late", async () => {
    const alone = await leased();
    await db().task.update({ where: { id: alone.taskId }, data: { leasedUntil: daysAgo(3) } });
    expect(await recordPairJudgement(alone.by, judge(alone.taskId))).toMatchObject({ value: { isLate: false } });
    const lost = await leased();
    await db().task.update({ where: { id: lost.taskId }, data: { leasedUntil: daysAgo(3) } });
    const rival = await stylist();
    await leasePairs(rival, { leaseToken: randomUUID(), count: 1 });
    await recordPairJudgement(rival, judge(lost.taskId));
    expect(await recordPairJudgement(lost.by, judge(lost.taskId))).toMatchObject({ value: { isLate: true } });
  });

  it("a task that is not there is the only one refused, with what to do", async () => {
    expect(await recordPairJudgement(await stylist(), judge(randomUUID()))).toMatchObject({ code: "unknown-task" });
    expect(sentenceOf["unknown-task"]).toContain("go on with the next one");
  });

  it("posts that arrive in another order: undo, answer, undo again, and the new answer before its old one's undo", async () => {
    const { by, taskId } = await leased();
    const [first, second] = [judge(taskId), judge(taskId, { verdict: "clashes" })];
    expect(await undoLabel(by, { labelId: first.id })).toMatchObject({ code: "not-arrived" });
    expect(await recordPairJudgement(by, second)).toMatchObject({ ok: true, value: { undoneAt: null } });
    // The first one is undone before it is here: it is refused as a second opinion of one person, and nothing is lost.
    expect(await recordPairJudgement(by, first)).toMatchObject({ code: "already-judged" });
    expect(await undoLabel(by, { labelId: second.id })).toMatchObject({ ok: true });
    expect(await recordPairJudgement(by, first)).toMatchObject({ ok: true, value: { undoneAt: expect.any(String) } });
    expect(await recordPairJudgement(by, second)).toMatchObject({ ok: true, value: { undoneAt: expect.any(String) } });
    expect((await db().task.findUniqueOrThrow({ where: { id: taskId } })).doneAt).toBeNull();
  });

  it.each([
    ["set back", -3_600_000, 0],
    ["after a weekend asleep", 3 * 86_400_000, 86_400_000],
    ["in fractions", 1_234.56, 1_235],
  ])("a clock %s costs no answer: the time taken is cut to what can be", async (_, elapsedMs, kept) => {
    const { by, taskId } = await leased();
    const posted = PairJudgement.parse({ ...judge(taskId), elapsedMs });
    expect(await recordPairJudgement(by, posted)).toMatchObject({ ok: true });
    expect(await labelsOf(taskId)).toMatchObject([{ elapsedMs: kept }]);
  });

  it("when it was answered is the database's time, whatever a device says", async () => {
    const { by, taskId } = await leased();
    const result = await recordPairJudgement(by, judge(taskId));
    expect(Math.abs(Date.parse(result.ok ? result.value.savedAt : "") - Date.now())).toBeLessThan(60_000);
  });

  it("a note of ten thousand characters is told how long it may be, one of two thousand is kept whole", async () => {
    const { by, taskId } = await leased();
    const refused = PairJudgement.safeParse({ ...judge(taskId), note: "ü".repeat(10_000) });
    expect(refused.error?.issues[0]?.message).toBe("A note holds 2,000 characters. Shorten it and send it again.");
    const posted = PairJudgement.parse({ ...judge(taskId), note: "ü".repeat(2_000) });
    expect(await recordPairJudgement(by, posted)).toMatchObject({ ok: true });
    expect((await labelsOf(taskId))[0]?.note).toHaveLength(2_000);
  });

  it("a product that is delisted while it is shown: the answer counts; once the task is withdrawn it is kept as late", async () => {
    const { by, taskId } = await leased();
    const { pair } = await db().task.findUniqueOrThrow({ where: { id: taskId }, include: { pair: true } });
    await db().product.update({ where: { id: pair!.productAId }, data: { delistedAt: new Date() } });
    // What someone holds is left to them.
    expect(await withdrawTasks(asSystem("job", "rank"), [taskId])).toBe(0);
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: true, value: { isLate: false } });
    const other = await leased();
    await db().task.update({ where: { id: other.taskId }, data: { withdrawnAt: new Date() } });
    expect(await recordPairJudgement(other.by, judge(other.taskId))).toMatchObject({
      ok: true,
      value: { isLate: true },
    });
  });

  it("a product that is gone with its pair: the answer is refused with a sentence that says so", async () => {
    const { by, taskId } = await leased();
    await db().rankEntry.deleteMany({ where: { taskId } });
    const { pairId } = await db().task.delete({ where: { id: taskId } });
    await db().pair.delete({ where: { id: pairId! } });
    expect(await recordPairJudgement(by, judge(taskId))).toMatchObject({ ok: false, code: "unknown-task" });
    expect(sentenceOf["unknown-task"]).toContain("nor are its garments");
  });

  it("a role that changed in mid-session counts at the next request; what was stored before stays", async () => {
    const user = await makeUser("reviewer");
    const flag = await makeFlag();
    const task = await makeTask({ flagId: flag.id });
    const by = await allowed(user, "judge-flags");
    await recordFlagJudgement(by, { id: randomUUID(), taskId: task.id, verdict: "keep", elapsedMs: 900 });
    await db().user.update({ where: { id: user.id }, data: { role: "stylist" } });
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
    expect((await allow(user.id, "judge-pairs")).ok).toBe(true);
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
    expect(sentenceOf["sign-in"]).toContain("answers that wait on this device are kept");
    expect(await labelsOf(task.id)).toHaveLength(1);
  });
});

describe("what is stored with an answer", () => {
  it("the version of the guide that was in force, of its own kind of task", async () => {
    const guide = (head: "compatibility" | "category", number: number) =>
      db().guideVersion.create({ data: { head, number, title: "Guide", markdown: "…" } });
    await Promise.all([guide("compatibility", 2), guide("compatibility", 3), guide("category", 9)]);
    const { by, taskId } = await leased();
    await recordPairJudgement(by, judge(taskId));
    expect(await labelsOf(taskId)).toMatchObject([{ guideNumber: 3 }]);
  });
});
