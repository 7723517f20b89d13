import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import type { GateReport } from "@/lib/models/evaluation/schema";
import type { Head } from "@/lib/models/schema";
import { askForGrownEvaluations } from "@/lib/training/gate/grown-evaluations";
import { makeFlag, makeModelVersion, makePair, makeProduct, makeTask, makeUser } from "../../../support/factories";

const report: GateReport = {
  outcome: "notEnough",
  reason: "wide",
  refusal: null,
  source: "judged",
  questions: 4,
  models: 12,
  judgements: 4,
  judgementsNeeded: 20,
  figures: [],
  floors: [],
};

beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().champion.deleteMany();
  await db().evaluation.deleteMany();
  await db().label.deleteMany();
});
afterAll(closeJobs);

/** A version that serves, and a newer one of which the gate said `more` against it. */
async function challenge(head: Head, more: Partial<GateReport> = {}) {
  const last = (await db().modelVersion.aggregate({ where: { head }, _max: { number: true } }))._max.number ?? 0;
  const served = await makeModelVersion(head, { number: last + 1 });
  const challenger = await makeModelVersion(head, { number: last + 2 });
  await db().champion.create({ data: { head, versionId: served.id } });
  const gate = { ...report, ...more };
  await db().evaluation.create({
    data: { versionId: challenger.id, againstId: served.id, outcome: gate.outcome, gate },
  });
  return { served, challenger };
}

async function judgeHoldout(count: number) {
  const user = await makeUser();
  for (let i = 0; i < count; i++) {
    const pair = await makePair({ isHoldout: true });
    const task = await makeTask({ pairId: pair.id, slice: "uniform" });
    await db().label.create({
      data: {
        id: randomUUID(),
        head: "compatibility",
        taskId: task.id,
        subjectId: pair.id,
        pairId: pair.id,
        userId: user.id,
        occasion: 0,
        slot: 0,
        verdict: i % 2 === 0 ? "fits" : "clashes",
        elapsedMs: 900,
        slice: "uniform",
      },
    });
  }
}

it("once judgements grew, a challenger that waits is measured again, and asked for once however many look", async () => {
  const { challenger } = await challenge("compatibility");
  await judgeHoldout(23);
  expect(await askForGrownEvaluations()).toEqual([]);
  await judgeHoldout(1);
  await Promise.all([askForGrownEvaluations(), askForGrownEvaluations()]);
  const jobs = await (await jobSender()).fetch("evaluate", { batchSize: 10 });
  expect(jobs.map(({ data }) => data)).toEqual([{ versionId: challenger.id }]);
});

it("what the gate found against a version that serves no more is not looked at again here", async () => {
  await challenge("compatibility");
  await judgeHoldout(24);
  const other = await makeModelVersion("compatibility");
  await db().champion.update({ where: { head: "compatibility" }, data: { versionId: other.id } });
  expect(await askForGrownEvaluations()).toEqual([]);
});

it("a category challenger is measured again after reviewers' answers about garments of the holdout", async () => {
  const products = await db().product.count({ where: { isHoldout: true, categoryId: { not: null } } });
  const { challenger } = await challenge("category", { source: "products", questions: products + 40 });
  const user = await makeUser("reviewer");
  const product = await makeProduct({ isHoldout: true });
  const flag = await makeFlag({ productId: product.id, modelVersionId: challenger.id });
  const task = await makeTask({ flagId: flag.id, slice: "uniform" });
  const answer = (occasion: number) => ({
    id: randomUUID(),
    head: "category" as const,
    taskId: task.id,
    subjectId: flag.id,
    flagId: flag.id,
    userId: user.id,
    occasion,
    slot: 0,
    verdict: "keep" as const,
    elapsedMs: 900,
    slice: "uniform" as const,
  });
  const enough = Math.max(20, Math.ceil(0.25 * (products + 40)));
  await db().label.createMany({ data: Array.from({ length: enough - 1 }, (_, at) => answer(at)) });
  expect(await askForGrownEvaluations()).toEqual([]);
  await db().label.create({ data: answer(enough) });
  expect(await askForGrownEvaluations()).toEqual([challenger.id]);
});
