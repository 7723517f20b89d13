import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { returnOnLabels } from "@/lib/insights/return/data";
import { refreshReturn } from "@/lib/insights/return/refresh-return";
import type { FlagVerdict } from "@/lib/labels/schema";
import { asSystem } from "@/lib/users/allow";
import {
  makeAllowed,
  makeFlag,
  makeModelVersion,
  makePair,
  makeProduct,
  makeTask,
  makeUser,
} from "../../../support/factories";
import { opine } from "../../labels/opinions";

const figure = (value: number) => ({ value, lower: value - 0.01, upper: value + 0.01, n: 500 });

async function version(number: number, labels: number, auc: number) {
  const row = await makeModelVersion("compatibility", { number, metrics: { figures: { "auc.judged": figure(auc) } } });
  await db().datasetSnapshot.update({ where: { id: row.snapshotId }, data: { counts: { "judged pairs": labels } } });
}

async function look(verdict: FlagVerdict, createdAt: string) {
  const flag = await makeFlag({ status: "settled" });
  const task = await makeTask({ flagId: flag.id, slice: "uniform", propensity: 0.1 });
  return db().label.create({
    data: {
      id: crypto.randomUUID(),
      head: "category",
      taskId: task.id,
      subjectId: flag.id,
      flagId: flag.id,
      userId: (await makeUser("reviewer")).id,
      occasion: 0,
      slot: 0,
      verdict,
      elapsedMs: 900,
      slice: "uniform",
      propensity: 0.1,
      createdAt: new Date(createdAt),
    },
  });
}

beforeAll(async () => {
  await version(1, 0, 0.62);
  await version(2, 900, 0.7);
  await version(3, 4_000, 0.74);
  for (const [slice, verdict, estimate] of [
    ["ranked", "fits", 0.5],
    ["ranked", "clashes", 0.75],
    ["uniform", "fits", 0.75],
    ["uniform", "fits", 0.75],
    ["uniform", "unsure", 0.75],
    ["uniform", "clashes", null],
  ] as const)
    await opine((await makePair()).id, verdict, { slice, estimate });
  await look("keep", "2026-03-03T10:00:00Z");
  const wrong = await look("take", "2026-03-04T10:00:00Z");
  await look("keep", "2026-03-11T10:00:00Z");
  const { id: productId } = await makeProduct();
  const fix = { productId, attribute: "category", before: 1, after: 2, labelId: wrong.id };
  await db().fix.create({ data: { ...fix, createdAt: new Date("2026-03-04T10:00:00Z") } });
  await db().fix.create({
    data: { ...fix, createdAt: new Date("2026-03-12T10:00:00Z"), revertedAt: new Date("2026-03-13T10:00:00Z") },
  });
  await refreshReturn(asSystem("job", "return"));
});

it("draws the versions by the judged pairs they knew and foretells what a target takes", async () => {
  const by = await makeAllowed("manager", "oversee");
  const { curve } = await returnOnLabels(by, { target: 0.76 });
  expect(curve.measuredOn).toBe("judged");
  expect(curve.points.map(({ version, labels }) => [version, labels])).toEqual([
    [1, 0],
    [2, 900],
    [3, 4_000],
  ]);
  expect(curve.labelsNow).toBe(4_000);
  expect(curve.forecast!.labels).toBeGreaterThan(4_000);
  expect(curve.forecast!.lower!).toBeLessThan(curve.forecast!.labels!);
  expect((await returnOnLabels(by, {})).curve.target).toBe(0.76);
});

it("sets what chosen answers told beside what random ones did", async () => {
  const { slices } = await returnOnLabels(await makeAllowed("manager", "oversee"), {});
  const [ranked, uniform, flags] = slices;
  // Half surely and a quarter: one and two bits; a quarter is what was not expected.
  expect(ranked).toMatchObject({
    head: "compatibility",
    slice: "ranked",
    telling: { value: 0.5, n: 2 },
    bits: { n: 2 },
  });
  expect(ranked!.bits!.value).toBeCloseTo(1.5, 6);
  expect(uniform).toMatchObject({ slice: "uniform", telling: { value: 0, n: 2 } });
  expect(uniform!.bits!.value).toBeCloseTo(-Math.log2(0.75), 6);
  expect(flags).toMatchObject({ head: "category", slice: "uniform", telling: { value: 1 / 3, n: 3 }, bits: null });
});

it("tells the error rate and the corrections of each week, those taken back apart", async () => {
  const { weeks, fixes, errorRate } = await returnOnLabels(await makeAllowed("admin", "oversee"), {});
  expect(weeks).toMatchObject([
    { week: "2026-03-02", errorRate: { value: 0.5, n: 2 }, fixes: 1, fixesSoFar: 1 },
    { week: "2026-03-09", errorRate: { value: 0, n: 1 }, fixes: 0, fixesSoFar: 1 },
  ]);
  expect(fixes).toEqual({ byHand: 1, byRule: 0, takenBack: 1 });
  expect(errorRate).toMatchObject({ rate: 1 / 3, looks: 3 });
});
