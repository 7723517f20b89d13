import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { recordSetJudgement } from "@/lib/labels/record-set-judgement";
import { SetJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import type { PairSet } from "@/lib/queue/schema";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeStar, makeUser } from "@/tests/support/factories";

const stylist = () => makeAllowed("stylist", "judge-pairs");
const judge = (set: PairSet, chosen: number[], change: Partial<SetJudgement> = {}): SetJudgement => ({
  id: set.setId,
  answers: set.candidates.map(({ taskId, shownSwapped }, place) => ({
    id: randomUUID(),
    taskId,
    isChosen: chosen.includes(place),
    shownSwapped,
  })),
  elapsedMs: 4_000,
  ...change,
});
const labelsOf = (setId: string) => db().label.findMany({ where: { setId }, orderBy: { setPosition: "asc" } });
const tasksOf = (ids: string[]) => db().task.findMany({ where: { id: { in: ids } } });

async function leased(count = 4) {
  const { taskIds, ranking } = await makeStar(count);
  const by = await stylist();
  const leaseToken = randomUUID();
  const { sets } = await leaseSets(by, { leaseToken, count: 1 });
  return { by, taskIds, ranking, leaseToken, set: sets[0]! };
}

async function lose(taskIds: string[]) {
  await db().task.updateMany({ where: { id: { in: taskIds } }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
  const rival = await stylist();
  await leasePairs(rival, { leaseToken: randomUUID(), count: taskIds.length });
  return rival;
}

describe("judging a set", () => {
  it("stores a judgement a candidate with set and place, what was left as not chosen, and closes all", async () => {
    const { by, taskIds, set } = await leased();
    const judgement = judge(set, [1, 3], { note: "the boots are too heavy" });
    const result = await recordSetJudgement(by, judgement);
    expect(result).toMatchObject({ ok: true, value: { id: set.setId } });
    expect(result.ok && result.value.labels.map(({ verdict }) => verdict)).toEqual([
      "notChosen",
      "fits",
      "notChosen",
      "fits",
    ]);
    expect(await labelsOf(set.setId)).toMatchObject(
      judgement.answers.map(({ id, taskId }, setPosition) => ({
        id,
        taskId,
        setPosition,
        userId: by.userId,
        rank: setPosition,
        note: setPosition === 0 ? "the boots are too heavy" : null,
      })),
    );
    expect((await tasksOf(taskIds)).every((task) => task.doneAt)).toBe(true);
    expect(await db().rankEntry.count({ where: { taskId: { in: taskIds } } })).toBe(0);
  });

  it("posted twice, or three times at once, it is stored once and answers the same", async () => {
    const { by, set } = await leased();
    const judgement = judge(set, [0]);
    const answers = await Promise.all([1, 2, 3].map(() => recordSetJudgement(by, judgement)));
    answers.push(await recordSetJudgement(by, judgement));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]!.ok).toBe(true);
    expect(await labelsOf(set.setId)).toHaveLength(4);
  });

  it("what went to someone else meanwhile is kept as late, pair by pair", async () => {
    const { by, taskIds, set } = await leased();
    const rival = await lose(taskIds.slice(0, 2));
    const result = await recordSetJudgement(by, judge(set, [0]));
    expect(result.ok && result.value.labels.map(({ isLate }) => isLate)).toEqual([true, true, false, false]);
    const open = (await tasksOf(taskIds)).filter((task) => !task.doneAt);
    expect(open.map((task) => task.leasedById)).toEqual([rival.userId, rival.userId]);
  });

  it("a pair that the person has judged elsewhere keeps that answer; the others are stored", async () => {
    const { by, taskIds, set } = await leased();
    const single = {
      id: randomUUID(),
      taskId: taskIds[2]!,
      verdict: "clashes" as const,
      shownSwapped: false,
      elapsedMs: 1,
    };
    await recordPairJudgement(by, single);
    const result = await recordSetJudgement(by, judge(set, [2]));
    expect(result.ok && result.value.labels.map(({ taskId }) => taskId)).toEqual(
      taskIds.filter((id) => id !== taskIds[2]),
    );
    expect(await db().label.findMany({ where: { taskId: taskIds[2]! } })).toMatchObject([{ verdict: "clashes" }]);
  });

  it("is refused when nothing of it is in the queue, or one of its ids was used for another answer", async () => {
    const { by, set } = await leased();
    const judgement = judge(set, []);
    const foreign = judgement.answers.map((answer) => ({ ...answer, taskId: randomUUID() }));
    expect(await recordSetJudgement(by, { ...judgement, answers: foreign })).toMatchObject({ code: "unknown-task" });
    await recordSetJudgement(by, judgement);
    expect(await recordSetJudgement(by, judge(set, [0]))).toMatchObject({ ok: false, code: "already-judged" });
    const changed = judgement.answers.map((answer) => ({ ...answer, isChosen: true }));
    expect(await recordSetJudgement(by, { ...judgement, answers: changed })).toMatchObject({ code: "id-reused" });
  });

  it("one candidate answered twice in a set is no set", () => {
    const twice = { id: randomUUID(), taskId: randomUUID(), isChosen: true, shownSwapped: false };
    expect(SetJudgement.safeParse({ id: randomUUID(), answers: [twice, twice], elapsedMs: 1 }).success).toBe(false);
  });

  it("is not for whoever has been disabled since", async () => {
    const user = await makeUser("stylist", { disabledAt: new Date() });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});

describe("undoing a set", () => {
  it("any of its labels undoes all; the tab gets the same set back at its old places", async () => {
    const { by, taskIds, ranking, leaseToken, set } = await leased();
    const entries = () => db().rankEntry.findMany({ where: { rankingId: ranking.id }, orderBy: { rank: "asc" } });
    const before = await entries();
    const judgement = judge(set, [0, 1]);
    await recordSetJudgement(by, judgement);
    const undone = await undoLabel(by, { labelId: judgement.answers[2]!.id, leaseToken });
    expect(undone).toMatchObject({ ok: true, value: { id: judgement.answers[2]!.id, undoneAt: expect.any(String) } });
    expect((await labelsOf(set.setId)).every((label) => label.supersededAt)).toBe(true);
    expect(await entries()).toEqual(before);
    const again = await leaseSets(by, { leaseToken, count: 1 });
    expect(again.sets.map((one) => [one.setId, one.candidates.map(({ taskId }) => taskId)])).toEqual([
      [set.setId, taskIds],
    ]);
    expect(await recordSetJudgement(by, judge(set, [3]))).toMatchObject({ ok: true });
  });

  it("twice, or twice at once by two of its labels, is as once", async () => {
    const { by, set } = await leased();
    const judgement = judge(set, []);
    await recordSetJudgement(by, judgement);
    const undos = await Promise.all([0, 3].map((at) => undoLabel(by, { labelId: judgement.answers[at]!.id })));
    expect(undos.map((undo) => undo.ok)).toEqual([true, true]);
    expect(new Set((await labelsOf(set.setId)).map((label) => label.supersededAt?.getTime())).size).toBe(1);
  });

  it("a set is one of the ten that can be undone, however many pairs it held", async () => {
    const { taskIds } = await makeStar(24);
    const by = await stylist();
    const { sets } = await leaseSets(by, { leaseToken: randomUUID(), count: 6 });
    expect(taskIds).toHaveLength(24);
    const judged = sets.map((set) => judge(set, []));
    for (const judgement of judged) await recordSetJudgement(by, judgement);
    expect(await undoLabel(by, { labelId: judged[0]!.answers[0]!.id })).toMatchObject({ ok: true });
  });
});
