import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { sampleQueueDepth } from "@/lib/insights/throughput/sample-queue-depth";
import { allow } from "@/lib/users/allow";
import { makeTasks, makeUser } from "@/tests/support/factories";
import { answer, beginEmpty, job, later, read, refresh } from "./answers";

beginEmpty();

describe("what waits", () => {
  it("is noted once an hour, and shown as it was when a period ended", async () => {
    await db().queueDepth.deleteMany();
    await db().task.updateMany({ data: { doneAt: new Date() } });
    await makeTasks(2);
    expect(await sampleQueueDepth(job)).toBe(2);
    await makeTasks(1);
    expect(await sampleQueueDepth(job)).toBe(0);
    expect(await db().queueDepth.findMany({ orderBy: { head: "asc" } })).toMatchObject([
      { head: "compatibility", open: 2, leased: 0 },
      { head: "category", open: 0 },
    ]);
    const note = (hour: string, open: number) =>
      db().queueDepth.create({ data: { head: "compatibility", hour: new Date(hour), open, leased: 0 } });
    await note("2026-03-10T08:00:00Z", 500);
    await note("2026-03-10T17:00:00Z", 400);
    const { periods } = await read({ from: "2026-03-09", to: "2026-03-10", per: "day" });
    expect(periods).toMatchObject([
      { pairsWaiting: null, flagsWaiting: null },
      { pairsWaiting: 400, flagsWaiting: null },
    ]);
    const hourly = await read({ from: "2026-03-10", to: "2026-03-10" });
    expect(hourly.periods.flatMap(({ pairsWaiting }) => pairsWaiting ?? [])).toEqual([500, 400]);
  });
});

describe("the page's figures", () => {
  it("count by period and part within the days and filters that are asked for", async () => {
    const { id: ana } = await makeUser();
    await answer(ana);
    await answer(ana, { createdAt: later(60), slice: "uniform" });
    await answer(ana, { createdAt: later(-3 * 86_400), slice: "uniform" });
    await refresh();
    const week = await read({ range: "7d", split: "source" });
    expect(week).toMatchObject({
      from: "2026-03-05",
      to: "2026-03-11",
      per: "day",
      isEmpty: false,
      total: { labels: 3 },
    });
    expect(week.periods.map(({ byPart }) => [byPart.ranked, byPart.uniform])).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 0],
      [0, 0],
      [1, 1],
      [0, 0],
    ]);
    const byHour = await read({ from: "2026-03-10", to: "2026-03-10", source: "uniform" });
    expect(byHour).toMatchObject({ per: "hour", total: { labels: 1 } });
    expect(byHour.periods[12]).toMatchObject({
      start: "2026-03-10T12:00:00+00:00",
      byPart: { pair: 1 },
      isPartial: false,
    });
  });

  it("name people, and take a person's filter, only where named figures are on", async () => {
    const ana = await makeUser();
    const ben = await makeUser();
    await answer(ana.id);
    await answer(ben.id);
    await answer(ben.id, { createdAt: later(5) });
    await refresh();
    const asked = { split: "person", person: ana.id };
    expect(await read(asked)).toMatchObject({ people: [], total: { labels: 3 }, parts: [{ key: "pair" }] });
    await db().setting.create({ data: { key: "insights.namedFigures", value: { isOn: true } } });
    const named = await read({ split: "person" });
    expect(named.parts.map(({ name, labels }) => [name, labels]).sort()).toEqual(
      [
        [ana.name, 1],
        [ben.name, 2],
      ].sort(),
    );
    expect((await read(asked)).total.labels).toBe(1);
    await db().setting.deleteMany({ where: { key: "insights.namedFigures" } });
  });

  it("take groups together, and leave out one that would name its people", async () => {
    const people = [await makeUser(), await makeUser(), await makeUser()];
    for (const { id } of people) await answer(id);
    await answer((await makeUser()).id);
    const addGroup = async (name: string, members: { id: string }[]) => {
      const [row] = await db().$queryRaw<{ id: string }[]>`INSERT INTO "Group" (name) VALUES (${name}) RETURNING id`;
      for (const { id } of members)
        await db().$executeRaw`INSERT INTO "GroupMember" ("groupId", "userId") VALUES (${row!.id}::uuid, ${id}::uuid)`;
      return row!.id;
    };
    const madrid = await addGroup("Madrid", people);
    const porto = await addGroup("Porto", people.slice(1));
    await refresh();
    const split = await read({ split: "group" });
    expect(split.groups).toEqual([{ key: madrid, name: "Madrid" }]);
    expect(split.parts).toMatchObject([{ name: "Madrid", labels: 3, pace: { n: 3 } }]);
    expect((await read({ group: madrid })).total.labels).toBe(3);
    expect((await read({ group: porto })).total.labels).toBe(4);
    await db().$executeRaw`DELETE FROM "GroupMember"`;
    await db().$executeRaw`DELETE FROM "Group"`;
  });

  it("tell what waits and for how long at the pace of the last seven days", async () => {
    await db().task.updateMany({ data: { doneAt: new Date() } });
    const { id: ana } = await makeUser();
    await answer(ana, { createdAt: new Date() });
    await answer(ana, { createdAt: new Date(), isLate: true });
    await db().task.updateMany({ data: { doneAt: new Date() } });
    await makeTasks(3);
    await refresh();
    const [pairs, flags] = (await read()).queues;
    expect(pairs).toMatchObject({ head: "compatibility", open: 3, leased: 0, daysLeft: 21 });
    expect(flags).toMatchObject({ head: "category", open: 0, daysLeft: null });
  });

  it("are there before anything was answered", async () => {
    expect(await read()).toMatchObject({
      isEmpty: true,
      countedUntil: null,
      parts: [],
      total: { labels: 0, pace: null },
    });
  });

  it("are not for a stylist", async () => {
    expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
