import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { refreshAgreement } from "@/lib/insights/agreement/refresh-agreement";
import { overview } from "@/lib/insights/data";
import { refreshThroughput } from "@/lib/insights/throughput/refresh-throughput";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeFlag, makeModelVersion, makePairQueue, makeTask, makeUser } from "../../support/factories";
import { disputedPair } from "../labels/opinions";

const dayMs = 86_400_000;
const figure = (value: number) => ({ value, lower: value - 0.02, upper: value + 0.02, n: 200 });

/** What the overview shows once the worker has counted. */
async function read(role: "manager" | "admin") {
  const job = asSystem("job", "throughput");
  await refreshThroughput(job);
  await refreshAgreement(job);
  return overview(await makeAllowed(role, "oversee"), new Date());
}

async function answer(taskId: string, data: { at?: Date; undone?: boolean; elapsedMs?: number } = {}) {
  const task = await db().task.update({ where: { id: taskId }, data: { doneAt: new Date() } });
  const at = data.at ?? new Date();
  await db().label.create({
    data: {
      id: crypto.randomUUID(),
      head: task.head,
      taskId,
      subjectId: task.subjectId,
      pairId: task.pairId,
      flagId: task.flagId,
      userId: (await makeUser()).id,
      occasion: 0,
      slot: 0,
      verdict: task.head === "category" ? "keep" : "fits",
      elapsedMs: data.elapsedMs ?? 2_000,
      slice: "ranked",
      createdAt: at,
      supersededAt: data.undone ? at : null,
    },
  });
}

beforeAll(async () => {
  const { taskIds } = await makePairQueue(6);
  await answer(taskIds[0]!, { elapsedMs: 1_000 });
  await answer(taskIds[1]!, { elapsedMs: 3_000 });
  await answer(taskIds[2]!, { undone: true });
  await answer(taskIds[3]!, { at: new Date(Date.now() - 2 * dayMs), elapsedMs: 2_000 });
  await db().task.update({
    where: { id: taskIds[4]! },
    data: { leasedById: (await makeUser()).id, leasedUntil: new Date(Date.now() + 60_000) },
  });
  await answer((await makeTask({ flagId: (await makeFlag()).id })).id);
  await makeModelVersion("compatibility", {
    number: 3,
    metrics: {
      figures: { "auc.sameFamilySeason": figure(0.7) },
      controls: { "auc.sameFamilySeason": { popularity: figure(0.8), cosine: figure(0.6), sameSeason: figure(0.5) } },
    },
  });
});

it("counts the labels of each day that stand, and days without any", async () => {
  const { labelsPerDay } = await read("manager");
  expect(labelsPerDay).toHaveLength(30);
  expect(labelsPerDay.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), pairs: 2, flags: 1 });
  expect(labelsPerDay.at(-2)).toMatchObject({ pairs: 0, flags: 0 });
  expect(labelsPerDay.at(-3)).toMatchObject({ pairs: 1, flags: 0 });
});

it("tells what waits, what is held and how long an answer takes", async () => {
  const { queue } = await read("manager");
  // Medians are told by bins, within 9 %.
  const median = expect.closeTo(2, 0);
  expect(queue.compatibility).toEqual({ open: 2, leased: 1, doneToday: 2, medianSeconds: median });
  expect(queue.category).toEqual({ open: 0, leased: 0, doneToday: 1, medianSeconds: median });
});

it("tells how far people agree, and what waits to be settled", async () => {
  expect((await read("manager")).agreement).toMatchObject({ interAnnotator: null, gold: null, disagreements: 0 });
  await disputedPair();
  expect((await read("manager")).agreement).toMatchObject({ disagreements: 1, notChosen: { weight: 0.3 } });
});

it("shows each version's headline beside the best simple rule", async () => {
  const { quality } = await read("admin");
  expect(quality.find((version) => version.head === "compatibility")).toMatchObject({
    number: 3,
    isChampion: false,
    headline: { value: 0.7, n: 200 },
    control: { value: 0.6 },
  });
});

it("a stylist may not see it", async () => {
  expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
});
