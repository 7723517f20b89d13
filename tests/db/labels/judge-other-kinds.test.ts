import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import type { FlagJudgement } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags } from "@/lib/queue/lease";
import type { Prisma } from "@/prisma/generated/client";
import { makeAllowed, makeCategory, makeFlag, makeProduct, makeRanking, makeTask } from "@/tests/support/factories";

async function leased(data: Partial<Prisma.FlagUncheckedCreateInput>) {
  const flag = await makeFlag(data);
  const task = await makeTask({ flagId: flag.id });
  await makeRanking([task.id], { head: "category" });
  const by = await makeAllowed("reviewer", "judge-flags");
  const { tasks } = await leaseFlags(by, { leaseToken: randomUUID(), count: 1 });
  return { by, flag, shown: tasks[0]!, taskId: task.id };
}
const judge = (taskId: string, verdict: FlagJudgement["verdict"], more: Partial<FlagJudgement> = {}) => ({
  id: randomUUID(),
  taskId,
  verdict,
  elapsedMs: 900,
  ...more,
});
const valuesOf = async (id: string) => {
  const { values, correctedValues } = await db().product.findUniqueOrThrow({ where: { id } });
  return { values, correctedValues };
};
const auditOf = (subjectId: string) =>
  db().auditEntry.findMany({ where: { subject: "Product", subjectId }, orderBy: { at: "asc" } });

const fabric = async (given: string[]) => {
  const product = await makeProduct({ sourceValues: { fabric: given, colour: ["red"] } });
  return {
    kind: "attribute" as const,
    productId: product.id,
    attribute: "fabric",
    givenValues: given,
    proposedValues: ["linen"],
  };
};

describe("judging a flag about an attribute", () => {
  it("shows what is given and what is proposed", async () => {
    const { shown } = await leased(await fabric(["jersey"]));
    expect(shown).toMatchObject({ kind: "attribute", given: ["jersey"], proposed: ["linen"] });
  });

  it.each([
    ["taking the proposal", "take", undefined, ["linen"]],
    ["choosing another value", "other", ["denim", "lace"], ["denim", "lace"]],
  ] as const)(
    "%s corrects that attribute alone, with audit, and undo takes it back",
    async (_, verdict, values, to) => {
      const { by, flag, taskId } = await leased(await fabric(["jersey"]));
      const judgement = judge(taskId, verdict, { values: values && [...values] });
      expect(await recordFlagJudgement(by, judgement)).toMatchObject({ ok: true });
      expect(await valuesOf(flag.productId)).toEqual({
        values: { fabric: to, colour: ["red"] },
        correctedValues: { fabric: to },
      });
      expect(await recordFlagJudgement(by, judgement)).toMatchObject({ ok: true });
      expect(await recordFlagJudgement(by, { ...judgement, verdict: "other", values: ["wool"] })).toMatchObject({
        code: "id-reused",
      });
      await undoLabel(by, { labelId: judgement.id });
      expect(await valuesOf(flag.productId)).toEqual({
        values: { fabric: ["jersey"], colour: ["red"] },
        correctedValues: {},
      });
      expect(await auditOf(flag.productId)).toMatchObject([
        {
          action: "product.fixed",
          before: { attribute: "fabric", values: ["jersey"] },
          after: { attribute: "fabric", values: to, labelId: judgement.id },
        },
        { action: "product.fix-reverted", after: { attribute: "fabric", values: ["jersey"] } },
      ]);
    },
  );

  it("a missing value is filled, and an earlier correction comes back when the fill is undone", async () => {
    const first = await leased(await fabric([]));
    await recordFlagJudgement(first.by, judge(first.taskId, "take"));
    const second = await leased({
      kind: "attribute",
      productId: first.flag.productId,
      attribute: "fabric",
      givenValues: ["linen"],
      proposedValues: ["wool"],
    });
    const judgement = judge(second.taskId, "take");
    await recordFlagJudgement(second.by, judgement);
    expect((await valuesOf(first.flag.productId)).values).toMatchObject({ fabric: ["wool"] });
    await undoLabel(second.by, { labelId: judgement.id });
    expect((await valuesOf(first.flag.productId)).values).toMatchObject({ fabric: ["linen"] });
    expect(await db().fix.count({ where: { productId: first.flag.productId, revertedAt: null } })).toBe(1);
  });

  it("a category is no value of it, and then nothing is stored", async () => {
    const { by, taskId } = await leased(await fabric([]));
    const judgement = judge(taskId, "other", { categoryId: (await makeCategory()).id });
    expect(await recordFlagJudgement(by, judgement)).toMatchObject({ ok: false, code: "invalid" });
    expect(await db().label.count({ where: { taskId } })).toBe(0);
  });
});

describe("judging a flag about a photo, a duplicate or a report", () => {
  const faults = async () => ({
    photo: { kind: "photo" as const, evidence: { fault: "shared", others: [] } },
    duplicate: { kind: "duplicate" as const, otherProductId: (await makeProduct()).id },
    report: { kind: "report" as const },
  });

  it.each(["photo", "duplicate", "report"] as const)(
    "to take a %s confirms the fault and changes no product",
    async (kind) => {
      const { by, flag, shown, taskId } = await leased((await faults())[kind]);
      expect(shown.kind).toBe(kind);
      expect(await recordFlagJudgement(by, judge(taskId, "take"))).toMatchObject({
        ok: true,
        value: { verdict: "take" },
      });
      expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({ status: "settled" });
      expect(await db().fix.count({ where: { productId: flag.productId } })).toBe(0);
    },
  );

  it("what was reported may turn out to be on the wrong shelf", async () => {
    const { by, flag, taskId } = await leased({ kind: "report" });
    const right = await makeCategory();
    await recordFlagJudgement(by, judge(taskId, "other", { categoryId: right.id }));
    expect(await db().product.findUniqueOrThrow({ where: { id: flag.productId } })).toMatchObject({
      categoryId: right.id,
    });
  });

  it("two garments or one: a duplicate has no other answer", async () => {
    const { by, taskId } = await leased((await faults()).duplicate);
    const judgement = judge(taskId, "other", { categoryId: (await makeCategory()).id });
    expect(await recordFlagJudgement(by, judgement)).toMatchObject({ ok: false, code: "invalid" });
  });
});
