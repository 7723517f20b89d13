import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { forgetRollups } from "@/lib/insights/rollup/follow-labels";
import { refreshThroughput } from "@/lib/insights/throughput/refresh-throughput";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { reviseLabel } from "@/lib/labels/revise-label";
import { undoLabel } from "@/lib/labels/undo-label";
import { leasePairs } from "@/lib/queue/lease";
import { skipTask } from "@/lib/queue/skip-task";
import { makeFlag, makePairQueue, makeUser } from "@/tests/support/factories";
import { answer, beginEmpty, hours, job, later, noon, read, refresh, stylist } from "./answers";

beginEmpty();

describe("the rollup", () => {
  it("counts what stands by person, kind of work and source, and what was taken back or late apart", async () => {
    const { id: ana } = await makeUser();
    const { id: ben } = await makeUser();
    await answer(ana);
    await answer(ana, { createdAt: later(10), isLate: true });
    await answer(ana, { createdAt: later(20), supersededAt: later(25) });
    await answer(ana, { createdAt: later(30), slice: "uniform", slot: 1 });
    await answer(ben, { createdAt: later(30), slice: "gold", occasion: 2, slot: 1 });
    await answer(ben, { createdAt: later(40), flagId: (await makeFlag()).id });
    await refresh();
    const rows = (await hours()).map(({ userId, work, source, labels, undone, late }) => [
      userId === ana ? "ana" : "ben",
      work,
      source,
      labels,
      undone,
      late,
    ]);
    expect(rows.sort()).toEqual([
      ["ana", "pair", "ranked", 2, 1, 1],
      ["ana", "pair", "secondOpinion", 1, 0, 0],
      ["ben", "flag", "ranked", 1, 0, 0],
      ["ben", "pair", "gold", 1, 0, 0],
    ]);
  });

  it("shares the time of a set and of a page over their answers, and leaves breaks out of the time at work", async () => {
    const { id: ana } = await makeUser();
    const [setId, batchId] = [randomUUID(), randomUUID()];
    for (let place = 0; place < 4; place++) await answer(ana, { setId, setPosition: place, elapsedMs: 8_000 });
    for (let place = 0; place < 5; place++)
      await answer(ana, { flagId: (await makeFlag()).id, batchId, elapsedMs: 1_000, createdAt: later(20) });
    await answer(ana, { createdAt: later(1_020), elapsedMs: 900_000 });
    await refresh();
    const { parts, total } = await read();
    const part = (key: string) => parts.find((one) => one.key === key)!;
    expect(part("set")).toMatchObject({ labels: 4, workSeconds: 8, between: null });
    expect(part("set").pace!.median).toBeCloseTo(2, 0);
    expect(part("group")).toMatchObject({ labels: 5, workSeconds: 20, between: { n: 5 } });
    expect(part("group").between!.median).toBeCloseTo(4, 0);
    // A quarter of an hour on one pair is a break.
    expect(part("pair")).toMatchObject({ workSeconds: 300, between: null });
    expect(total).toMatchObject({ labels: 10, workSeconds: 328 });
  });

  it("takes the time on an answer where several arrive in one burst", async () => {
    const { id: ana } = await makeUser();
    await answer(ana, { elapsedMs: 6_000 });
    await answer(ana, { elapsedMs: 6_000, createdAt: later(0.1) });
    await refresh();
    expect((await read()).total.workSeconds).toBe(12);
  });

  it("knows nobody's work in what a rule settled", async () => {
    const by = await makeUser("manager");
    const given = await makeFlag();
    const rule = await db().catalogueRule.create({
      data: { name: "r", conditions: {}, thenCategoryId: given.givenCategoryId!, mode: "fix", createdById: by.id },
    });
    await answer(by.id, { flagId: given.id, ruleId: rule.id });
    await refresh();
    expect(await hours()).toEqual([]);
  });

  it("is the same whether it follows the answers or is built anew, and twice is as once", async () => {
    const { taskIds } = await makePairQueue(6);
    const by = await stylist();
    const { tasks } = await leasePairs(by, { leaseToken: randomUUID(), count: 5 });
    const ids = tasks.map(() => randomUUID());
    for (const [place, task] of tasks.entries())
      await recordPairJudgement(by, {
        id: ids[place]!,
        taskId: task.taskId,
        verdict: "fits",
        shownSwapped: task.shownSwapped,
        elapsedMs: 3_000,
      });
    await refresh();
    await undoLabel(by, { labelId: ids[4]! });
    await reviseLabel(by, { id: randomUUID(), labelId: ids[0]!, verdict: "clashes" });
    await skipTask(by, { taskId: taskIds[5]! });
    await skipTask(by, { taskId: taskIds[5]! });
    expect((await refresh()).hours).toBeGreaterThan(0);
    const followed = await hours();
    // Two rows where an hour ended meanwhile.
    const sum = (of: (row: (typeof followed)[number]) => number) => followed.reduce((all, row) => all + of(row), 0);
    expect([
      sum((row) => row.labels),
      sum((row) => row.undone),
      sum((row) => row.revised),
      sum((row) => row.skipped),
    ]).toEqual([4, 1, 1, 1]);
    expect(await refreshThroughput(job, { apartMs: 60_000 })).toEqual({ hours: 0 });
    await Promise.all([refresh(), refresh()]);
    expect(await hours()).toEqual(followed);
    expect(await refreshThroughput(job, { everything: true })).toEqual({ hours: null });
    expect(await hours()).toEqual(followed);
  });

  it("finds an old answer that is undone after it was revised, and one revised twice", async () => {
    const { id: ana } = await makeUser();
    const first = await answer(ana);
    const other = await answer(ana, { createdAt: later(10) });
    await refresh();
    const revise = async (old: { id: string; taskId: string; subjectId: string; pairId: string | null }) => {
      await db().label.update({ where: { id: old.id }, data: { supersededAt: new Date() } });
      const { id, taskId, subjectId, pairId } = old;
      return answer(ana, { taskId, subjectId, pairId, revisesId: id, createdAt: new Date() });
    };
    const second = await revise(first);
    await db().label.update({ where: { id: second.id }, data: { supersededAt: new Date() } });
    await revise(await revise(other));
    await refresh();
    expect(await hours()).toMatchObject([{ hour: noon, labels: 1, undone: 1, revised: 1 }]);
  });

  it("finds what came in under an old date, or went, by counting everything anew", async () => {
    const { id: ana } = await makeUser();
    await answer(ana);
    await refresh();
    await answer(ana, { createdAt: later(-86_400) });
    await refresh();
    expect(await hours()).toHaveLength(1);
    await db().rollupState.update({ where: { name: "throughput" }, data: { rebuiltAt: later(-2 * 86_400) } });
    await refresh();
    expect(await hours()).toHaveLength(2);
    await db().label.deleteMany();
    await inTx(forgetRollups);
    await refresh();
    expect(await hours()).toEqual([]);
  });
});

describe("days", () => {
  it("are their hours added up, whether followed or built anew", async () => {
    const { id: ana } = await makeUser();
    for (const seconds of [0, 3_700, 7_300, 86_400]) await answer(ana, { createdAt: later(seconds) });
    await refresh();
    const days = () => db().throughputDay.findMany({ orderBy: { day: "asc" } });
    const last = (await db().label.findMany({ orderBy: { createdAt: "asc" } })).at(-1)!;
    await db().label.update({ where: { id: last.id }, data: { supersededAt: new Date() } });
    await refresh();
    const followed = await days();
    expect(followed).toMatchObject([
      { day: new Date("2026-03-10"), labels: 3, undone: 0 },
      { day: new Date("2026-03-11"), labels: 0, undone: 1 },
    ]);
    const hourly = (await hours()).reduce((sum, { pace }) => sum + BigInt(pace.toFixed()), 0n);
    expect(followed.reduce((sum, { pace }) => sum + BigInt(pace.toFixed()), 0n)).toBe(hourly);
    await refreshThroughput(job, { everything: true });
    expect(await days()).toEqual(followed);
  });

  it("and hours are those of the house's clock, half an hour off or an hour short as it is there", async () => {
    const { id: ana } = await makeUser();
    // 01:40 on the next day in Kolkata, in the hour that began there at 19:30 of Greenwich.
    await answer(ana, { createdAt: new Date("2026-03-09T20:10:00Z") });
    await refresh();
    expect(await read({ from: "2026-03-09", to: "2026-03-09" })).toMatchObject({
      timeZone: "UTC",
      total: { labels: 1 },
    });
    await db().setting.create({ data: { key: "training.retrain", value: { timeZone: "Asia/Kolkata" } } });
    expect(await refresh()).toEqual({ hours: null });
    const day = await read({ from: "2026-03-10", to: "2026-03-10" });
    expect(day).toMatchObject({ timeZone: "Asia/Kolkata", per: "hour", total: { labels: 1 } });
    expect(day.periods.filter(({ labels }) => labels > 0)).toMatchObject([{ start: "2026-03-10T01:00:00+05:30" }]);
    expect((await read({ from: "2026-03-09", to: "2026-03-10", per: "day" })).periods).toMatchObject([
      { start: "2026-03-09", labels: 0 },
      { start: "2026-03-10", labels: 1 },
    ]);
    await db().setting.deleteMany({ where: { key: "training.retrain" } });
  });
});
