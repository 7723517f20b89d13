import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { cancelRun } from "@/lib/training/cancel-run";
import { runs } from "@/lib/training/data";
import { RetrainRules } from "@/lib/training/retrain/schema";
import { setRetrainRules } from "@/lib/training/retrain/set-retrain-rules";
import { startDueRuns } from "@/lib/training/retrain/start-due-runs";
import { asSystem } from "@/lib/users/allow";
import { makeModelVersion, makePair, makeTask, makeUser } from "../../../support/factories";
import { makeTinyHouse } from "../../../support/tiny-house";

const by = asSystem("commandLine", "test");
const set = (rules: Parameters<typeof RetrainRules.parse>[0]) => setRetrainRules(by, RetrainRules.parse(rules));

beforeAll(() => makeTinyHouse());
afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().champion.deleteMany();
  await db().label.deleteMany();
  await db().run.updateMany({ data: { status: "cancelled", createdAt: new Date(Date.now() - 86_400_000) } });
});

async function answer(count: number, data: { slice?: "uniform" | "gold"; supersededAt?: Date } = {}) {
  const [pair, user] = [await makePair(), await makeUser()];
  const task = await makeTask({ pairId: pair.id });
  await db().label.createMany({
    data: Array.from({ length: count }, (_, occasion) => ({
      id: randomUUID(),
      head: "compatibility" as const,
      taskId: task.id,
      subjectId: pair.id,
      pairId: pair.id,
      userId: user.id,
      occasion,
      slot: 0,
      verdict: "fits" as const,
      elapsedMs: 900,
      slice: "uniform" as const,
      ...data,
    })),
  });
}

it("nothing is started while no rule is set", async () => {
  await set({});
  await answer(60);
  expect(await startDueRuns()).toEqual([]);
});

it("after so many answers one run is queued, with its reason, its audit row and its job, however many workers look", async () => {
  await set({ compatibility: { everyLabels: 50 } });
  await answer(49);
  await answer(30, { slice: "gold" });
  await answer(30, { supersededAt: new Date() });
  expect(await startDueRuns()).toEqual([]);
  await answer(1);
  const started = (await Promise.all([startDueRuns(), startDueRuns(), startDueRuns()])).flat();
  expect(started).toMatchObject([{ head: "compatibility", because: "50 new answers" }]);
  const { runId } = started[0]!;
  expect((await runs("compatibility"))[0]).toMatchObject({
    id: runId,
    status: "queued",
    startedBy: null,
    because: "50 new answers",
  });
  expect(await db().auditEntry.findFirst({ where: { subjectId: runId } })).toMatchObject({
    action: "run.started",
    actorKind: "job",
    after: { because: "50 new answers" },
  });
  expect(await (await jobSender()).getQueueSize("train")).toBe(1);
});

it("a run that a person cancels is not started again for the same answers", async () => {
  await set({ compatibility: { everyLabels: 50 } });
  await answer(50);
  const [started] = await startDueRuns();
  await cancelRun(by, { runId: started!.runId });
  expect(await startDueRuns()).toEqual([]);
});

it("at night both networks are trained, when there is something new and enough to train on", async () => {
  await set({ compatibility: { nightly: true }, category: { nightly: true }, hour: 2 });
  const night = new Date("2030-01-01T02:20:00Z");
  expect(await startDueRuns({ now: night })).toEqual([]);
  await db().import.create({
    data: { kind: "catalogue", fileName: "a.csv", status: "finished", added: 1, finishedAt: new Date() },
  });
  expect((await startDueRuns({ now: night })).map(({ head }) => head).sort()).toEqual(["category", "compatibility"]);
});

it("when what the answers taught is sure to beat the version that serves, that pays", async () => {
  await set({ compatibility: { whenItPays: true } });
  await answer(120);
  const [served, other] = [await makeModelVersion(), await makeModelVersion()];
  await db().champion.create({ data: { head: "compatibility", versionId: served.id } });
  await db().run.updateMany({ data: { createdAt: new Date(Date.now() - 86_400_000) } });
  await db().onlineGain.create({ data: { versionId: other.id, answers: 120, gain: 1, lower: 0.5 } });
  expect(await startDueRuns()).toEqual([]);
  await db().onlineGain.create({ data: { versionId: served.id, answers: 120, gain: 0.1, lower: 0.02 } });
  expect(await startDueRuns()).toMatchObject([{ because: expect.stringContaining("120 answers since its training") }]);
});
