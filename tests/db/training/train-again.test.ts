import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { versions } from "@/lib/models/data";
import { runOf } from "@/lib/training/data";
import { askForLostEvaluations } from "@/lib/training/gate/lost-evaluations";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { trainAgain } from "@/lib/training/train-again";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeUser } from "../../support/factories";
import { makeTinyHouse } from "../../support/tiny-house";

const by = asSystem("commandLine", "test");
const config = { members: 2, epochs: 2, fewestSteps: 2, components: 8, folds: 2 };

beforeAll(() => makeTinyHouse());
afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().run.updateMany({ where: { status: { in: ["queued", "running"] } }, data: { status: "cancelled" } });
});

for (const head of ["compatibility", "category"] as const) {
  it(`a ${head} version trained again from its snapshot is the same to the byte, whatever the house has learnt since`, async () => {
    const started = await startTraining(by, { head });
    if (!started.ok) throw new Error(started.code);
    await trainRun(started.value.runId, { config });
    const first = await db().modelVersion.findUniqueOrThrow({ where: { runId: started.value.runId } });
    await db().product.updateMany({ data: { sourceValues: { colour: ["green"] } } });
    const manager = await makeAllowed("manager", "train");
    const again = await trainAgain(manager, { versionId: first.id });
    if (!again.ok) throw new Error(again.code);
    await trainRun(again.value.runId, { config });
    const second = await db().modelVersion.findUniqueOrThrow({ where: { runId: again.value.runId } });
    expect(second).toMatchObject({ sha256: first.sha256, seed: first.seed, snapshotId: first.snapshotId, number: 2 });
    const audit = await db().auditEntry.findFirstOrThrow({ where: { subjectId: again.value.runId } });
    expect(audit).toMatchObject({
      action: "run.started",
      actorId: manager.userId,
      after: { again: 1, seed: first.seed },
    });
    expect(await runOf(again.value.runId)).toMatchObject({ startedBy: manager.name });
  });
}

it("one run of a head at a time, and of a version that is there", async () => {
  const [version] = await versions("category");
  expect((await trainAgain(by, { versionId: version!.id })).ok).toBe(true);
  expect(await trainAgain(by, { versionId: version!.id })).toMatchObject({ ok: false, code: "run-active" });
  expect(await trainAgain(by, { versionId: crypto.randomUUID() })).toMatchObject({ ok: false, code: "not-found" });
});

it("a stylist may not train again", async () => {
  expect(await allow((await makeUser("stylist")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});

it("a challenger whose comparison was lost is asked about again, once", async () => {
  const newest = (await versions("category"))[0]!;
  expect(await askForLostEvaluations()).toEqual([]);
  await db().modelVersion.updateMany({ data: { createdAt: new Date(Date.now() - 120_000) } });
  expect(await askForLostEvaluations()).toContain(newest.id);
  expect(await askForLostEvaluations()).toEqual([]);
});

it("a comparison with what serves now is not asked for again", async () => {
  const [newest, serving] = await versions("category");
  await db().modelVersion.updateMany({ data: { createdAt: new Date(Date.now() - 120_000) } });
  await db().evaluation.create({ data: { versionId: newest!.id, againstId: serving!.id } });
  expect(await askForLostEvaluations()).not.toContain(newest!.id);
});
