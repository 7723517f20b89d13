import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { explainLabel } from "@/lib/labels/data";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { makeLive } from "@/lib/queue/make-live";
import { drawChecks } from "@/lib/queue/plan/draw-checks";
import { setQueuePlan } from "@/lib/queue/plan/set-queue-plan";
import { isShownSwapped } from "@/lib/queue/rules";
import { QueuePlan } from "@/lib/queue/schema";
import { writeRanking } from "@/lib/queue/write-ranking";
import { type Allowed, asSystem } from "@/lib/users/allow";
import { makeAllowed, makePair, makePairQueue } from "@/tests/support/factories";

type By = Allowed<"judge-pairs">;
const job = asSystem("job", "test");
const none: QueuePlan = { ...QueuePlan.parse({}), repeat: 0, secondOpinion: 0, gold: 0 };
const stylist = () => makeAllowed("stylist", "judge-pairs");
const dayMs = 86_400_000;
const long = new Date(Date.now() - 30 * dayMs);
const draw = () => drawChecks(job, { since: long });
const plan = (change: Partial<QueuePlan>) => setQueuePlan(job, { ...none, ...change });

async function lease(by: By, count = 1) {
  const { tasks } = await leasePairs(by, { leaseToken: randomUUID(), count });
  return tasks;
}

/** Answers one pair, and lets some time pass. */
async function answer(by: By, taskId: string, minutesAgo = 10): Promise<string> {
  const id = randomUUID();
  const shownSwapped = isShownSwapped(taskId);
  const saved = await recordPairJudgement(by, { id, taskId, verdict: "fits", shownSwapped, elapsedMs: 900 });
  if (!saved.ok) throw new Error(saved.code);
  await db().label.update({ where: { id }, data: { createdAt: new Date(Date.now() - minutesAgo * 60_000) } });
  return id;
}

async function firstLook(by: By) {
  const { taskIds } = await makePairQueue(1);
  await lease(by);
  const labelId = await answer(by, taskIds[0]!);
  return { labelId, first: await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } }) };
}

const checksOn = (pairId: string) =>
  db().task.findMany({ where: { pairId, OR: [{ forUserId: { not: null } }, { slot: { gt: 0 } }] } });

/** A gold pair and nothing else that is gold. */
async function onlyGold(...verdicts: ("fits" | "clashes")[]) {
  await db().goldPair.updateMany({ data: { retiredAt: new Date() } });
  const pairs = await Promise.all(verdicts.map(() => makePair()));
  await db().goldPair.createMany({
    data: pairs.map(({ id }, i) => ({ pairId: id, verdict: verdicts[i]!, explanation: "Because." })),
  });
  return pairs.map(({ id }) => id);
}

beforeEach(async () => {
  await db().label.updateMany({ data: { supersededAt: new Date() } });
  await db().task.updateMany({ where: { doneAt: null }, data: { withdrawnAt: new Date() } });
  await plan({});
});

describe("a repeat", () => {
  it("comes to the same person, not before its time, with the sides swapped and its chance on it", async () => {
    await plan({ repeat: 1, repeatAfterHours: 24 });
    const by = await stylist();
    const { first, labelId } = await firstLook(by);
    expect((await draw()).drawn).toBe(1);
    const [repeat] = await checksOn(first.pairId!);
    expect(repeat).toMatchObject({ occasion: 1, slice: "repeat", propensity: 1, forUserId: by.userId });
    const label = await db().label.findUniqueOrThrow({ where: { id: labelId } });
    expect(repeat!.notBefore!.getTime() - label.createdAt.getTime()).toBe(dayMs);
    expect(isShownSwapped(repeat!.id)).toBe(!label.shownSwapped);
    await makePairQueue(4);
    await draw();
    expect((await lease(by, 20)).map((task) => task.taskId)).not.toContain(repeat!.id);
  });

  it("is served to its person alone once it is due, and one person's does not hold up another's", async () => {
    await plan({ repeat: 1, repeatAfterHours: 0 });
    const [ana, ben] = [await stylist(), await stylist()];
    const { first } = await firstLook(ana);
    await db().task.create({
      data: { head: "compatibility", subjectId: first.pairId!, pairId: first.pairId, slot: 1, slice: "ranked" },
    });
    await draw();
    const [second] = await lease(ben);
    await answer(ben, second!.taskId);
    await draw();
    const repeats = (await checksOn(first.pairId!)).filter((task) => task.slice === "repeat");
    expect(repeats.map((task) => task.forUserId).sort()).toEqual([ana.userId, ben.userId].sort());
    const idOf = (by: By) => repeats.find((task) => task.forUserId === by.userId)!.id;
    expect((await lease(await stylist(), 20)).map((task) => task.taskId)).not.toContain(idOf(ana));
    expect((await lease(ben, 20)).map((task) => task.taskId)).toContain(idOf(ben));
    expect((await lease(ana, 20)).map((task) => task.taskId)).toContain(idOf(ana));
  });

  it("of an answer that was undone and never given again is withdrawn; given again it comes back once", async () => {
    await plan({ repeat: 1 });
    const by = await stylist();
    const { first, labelId } = await firstLook(by);
    await draw();
    await undoLabel(by, { labelId });
    await draw();
    expect((await checksOn(first.pairId!)).every((task) => task.withdrawnAt !== null)).toBe(true);
    await answer(by, first.id);
    await draw();
    await draw();
    expect((await checksOn(first.pairId!)).filter((task) => task.withdrawnAt === null)).toHaveLength(1);
  });
});

describe("a second opinion", () => {
  it("goes blind to any other person, never to who gave the first", async () => {
    await plan({ secondOpinion: 1 });
    const [ana, ben] = [await stylist(), await stylist()];
    const { first } = await firstLook(ana);
    await draw();
    const [second] = await checksOn(first.pairId!);
    expect(second).toMatchObject({ occasion: 0, slot: 1, slice: "ranked", forUserId: null, propensity: 1 });
    expect(await lease(ana, 20)).toEqual([]);
    expect((await lease(ben, 20)).map((task) => task.taskId)).toEqual([second!.id]);
    const told = await explainLabel(ben, { labelId: await answer(ben, second!.id) });
    expect(told).toMatchObject({ ok: true, value: { isSecondOpinion: true, slice: "ranked" } });
  });

  it("comes as often as the plan wants opinions, each from another person, however often it is drawn", async () => {
    await plan({ secondOpinion: 1, opinions: 4 });
    const [ana, ben, eva] = [await stylist(), await stylist(), await stylist()];
    const { first } = await firstLook(ana);
    await draw();
    await draw();
    const further = await checksOn(first.pairId!);
    expect(further.map(({ slot }) => slot).sort()).toEqual([1, 2, 3]);
    expect(await lease(ana, 20)).toEqual([]);
    const [ofBen, ofEva] = [await lease(ben, 20), await lease(eva, 20)];
    expect([ofBen.length, ofEva.length]).toEqual([1, 1]);
    expect(ofBen[0]!.taskId).not.toBe(ofEva[0]!.taskId);
    await plan({ secondOpinion: 1 });
  });

  it("is asked alone, never as one of a set", async () => {
    await plan({ secondOpinion: 1 });
    const { first } = await firstLook(await stylist());
    await draw();
    const ben = await stylist();
    expect((await leaseSets(ben, { leaseToken: randomUUID(), count: 2 })).sets).toEqual([]);
    expect(await lease(ben, 20)).toHaveLength((await checksOn(first.pairId!)).length);
  });

  it("of a uniform pair stays in the uniform slice, with both chances in its own", async () => {
    await plan({ secondOpinion: 1 });
    const by = await stylist();
    const { taskIds } = await makePairQueue(1, { slice: "uniform", propensity: 0.05 });
    await lease(by);
    await answer(by, taskIds[0]!);
    await draw();
    const { pairId } = await db().task.findUniqueOrThrow({ where: { id: taskIds[0]! } });
    expect(await checksOn(pairId!)).toMatchObject([{ slice: "uniform", propensity: 0.05 }]);
  });
});

describe("gold", () => {
  it("comes to whoever answered, each pair in turn before one comes twice", async () => {
    const gold = await onlyGold("fits", "clashes");
    await plan({ gold: 1 });
    const by = await stylist();
    const mine = () =>
      db().task.findMany({ where: { forUserId: by.userId, slice: "gold" }, orderBy: { createdAt: "asc" } });
    await firstLook(by);
    await draw();
    await firstLook(by);
    await draw();
    expect((await mine()).map((task) => task.pairId).sort()).toEqual([...gold].sort());
    await firstLook(by);
    expect((await draw()).drawn, "both wait already").toBe(0);
    await db().task.updateMany({ where: { forUserId: by.userId }, data: { doneAt: new Date() } });
    expect((await draw()).drawn).toBeGreaterThan(0);
    expect(await mine()).toMatchObject([{ occasion: 2, propensity: 1 }, { occasion: 2 }, { occasion: 3 }]);
  });

  it("of one person does not hold up another's, and a retired pair is asked no more", async () => {
    const [pairId] = await onlyGold("fits");
    await plan({ gold: 1 });
    const people = [await stylist(), await stylist()];
    for (const by of people) await firstLook(by);
    await makePairQueue(2);
    await draw();
    for (const by of people.toReversed())
      expect(
        await db().task.count({ where: { id: { in: (await lease(by, 20)).map((task) => task.taskId) }, pairId } }),
      ).toBe(1);
    await db().task.updateMany({ where: { pairId: pairId! }, data: { leasedUntil: null } });
    await db().goldPair.update({ where: { pairId: pairId! }, data: { retiredAt: new Date() } });
    await draw();
    expect(await db().task.count({ where: { pairId: pairId!, withdrawnAt: null } })).toBe(0);
  });

  it("is never proposed as an ordinary pair, and gets no second opinion", async () => {
    await plan({ secondOpinion: 1 });
    const { first } = await firstLook(await stylist());
    await db().goldPair.create({ data: { pairId: first.pairId!, verdict: "fits", explanation: "Agreed." } });
    expect((await draw()).drawn).toBe(0);
  });
});

describe("drawing", () => {
  it("twice, or four times at once, is drawing once", async () => {
    await onlyGold("fits", "fits", "clashes");
    await plan({ repeat: 1, secondOpinion: 1, gold: 1 });
    const { first } = await firstLook(await stylist());
    const rounds = await Promise.all([draw(), draw(), draw(), draw()]);
    expect(rounds.reduce((sum, round) => sum + round.drawn, 0)).toBe(3);
    expect((await draw()).drawn).toBe(0);
    expect(await checksOn(first.pairId!)).toHaveLength(2);
  });

  it("goes on from where it was, and looks back no further than the plan's last change", async () => {
    const by = await stylist();
    const { first } = await firstLook(by);
    await plan({ repeat: 1 });
    expect((await drawChecks(job, { since: null })).drawn).toBe(0);
    const { until } = await draw();
    expect((await drawChecks(job, { since: until })).drawn).toBe(0);
    expect(await checksOn(first.pairId!)).toHaveLength(1);
  });

  it("lets an answer of this moment rest: it may be undone by reflex", async () => {
    await plan({ repeat: 1 });
    const by = await stylist();
    const { taskIds } = await makePairQueue(1);
    await lease(by);
    await answer(by, taskIds[0]!, 0);
    expect((await draw()).drawn).toBe(0);
  });

  it("takes neither late answers nor revisions nor answers to checks", async () => {
    await plan({ repeat: 1 });
    const by = await stylist();
    const { labelId } = await firstLook(by);
    const other = await firstLook(by);
    await db().label.update({ where: { id: labelId }, data: { isLate: true } });
    await db().label.update({ where: { id: other.labelId }, data: { revisesId: labelId } });
    expect((await draw()).drawn).toBe(0);
  });
});

describe("the place of a check", () => {
  const places = async () => {
    const live = await db().liveRanking.findUniqueOrThrow({ where: { head: "compatibility" } });
    const entries = await db().rankEntry.findMany({
      where: { rankingId: live.rankingId },
      orderBy: [{ rank: "asc" }, { taskId: "asc" }],
    });
    return entries.map((entry) => entry.taskId);
  };

  it("is near the front, but not the very first, and a new ranking keeps it there", async () => {
    await plan({ secondOpinion: 1 });
    const { first } = await firstLook(await stylist());
    const { taskIds } = await makePairQueue(150);
    await draw();
    const [second] = await checksOn(first.pairId!);
    const near = (place: number) => expect(place >= 3 && place <= 41).toBe(true);
    near((await places()).indexOf(second!.id));
    const rankingId = await writeRanking(job, {
      head: "compatibility",
      modelVersionId: null,
      policy: "test",
      seed: 1,
      entries: taskIds.toReversed().map((taskId) => ({ taskId, estimate: null, uncertainty: null })),
    });
    await makeLive(job, { rankingId });
    near((await places()).indexOf(second!.id));
    expect((await places()).length).toBe(151);
  });

  it("is found again when something has moved it back", async () => {
    await plan({ secondOpinion: 1 });
    const { first } = await firstLook(await stylist());
    await makePairQueue(150);
    await draw();
    const [second] = await checksOn(first.pairId!);
    await db().rankEntry.updateMany({ where: { taskId: second!.id }, data: { rank: 10_000 } });
    await draw();
    expect((await places()).indexOf(second!.id)).toBeLessThan(42);
  });

  it("is given to six of one person's at a time, so that nobody comes back to a wall of repeats", async () => {
    await plan({ repeat: 1, repeatAfterHours: 0 });
    const by = await stylist();
    const { taskIds } = await makePairQueue(10);
    await lease(by, 10);
    for (const taskId of taskIds) await answer(by, taskId);
    await makePairQueue(20);
    await draw();
    await draw();
    expect(
      await db().rankEntry.count({ where: { task: { forUserId: by.userId, doneAt: null, withdrawnAt: null } } }),
    ).toBe(6);
  });
});
