import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { FlagJudgement } from "@/lib/labels/schema";
import { leaseFlags } from "@/lib/queue/lease";
import { allow } from "@/lib/users/allow";
import {
  makeAllowed,
  makeCategory,
  makeFlag,
  makePairQueue,
  makeRanking,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const reviewer = () => makeAllowed("reviewer", "judge-flags");
const judge = (
  taskId: string,
  verdict: FlagJudgement["verdict"],
  change: Partial<FlagJudgement> = {},
): FlagJudgement => ({ id: randomUUID(), taskId, verdict, elapsedMs: 900, ...change });

async function leased() {
  const flag = await makeFlag();
  const task = await makeTask({ flagId: flag.id });
  await makeRanking([task.id], { head: "category" });
  const by = await reviewer();
  await leaseFlags(by, { leaseToken: randomUUID(), count: 1 });
  return { by, flag, taskId: task.id };
}
const productOf = (id: string) => db().product.findUniqueOrThrow({ where: { id } });
const auditOf = (subjectId: string) => db().auditEntry.findMany({ where: { subject: "Product", subjectId } });

describe("judging a flag", () => {
  it("taking the proposal moves the product, with the label and an audit row behind it", async () => {
    const { by, flag, taskId } = await leased();
    const judgement = judge(taskId, "take");
    expect(await recordFlagJudgement(by, judgement)).toMatchObject({
      ok: true,
      value: { verdict: "take", isLate: false },
    });
    expect(await productOf(flag.productId)).toMatchObject({
      categoryId: flag.proposedCategoryId,
      correctedCategoryId: flag.proposedCategoryId,
      sourceCategoryId: flag.givenCategoryId,
    });
    expect(await db().fix.findMany({ where: { productId: flag.productId } })).toMatchObject([
      { labelId: judgement.id, revertedAt: null },
    ]);
    expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({ status: "settled" });
    expect(await auditOf(flag.productId)).toMatchObject([
      {
        action: "product.fixed",
        actorKind: "user",
        actorId: by.userId,
        before: { categoryId: flag.givenCategoryId },
        after: { categoryId: flag.proposedCategoryId, labelId: judgement.id },
      },
    ]);
  });

  it("another category goes to the product as chosen", async () => {
    const { by, flag, taskId } = await leased();
    const chosen = await makeCategory();
    await recordFlagJudgement(by, judge(taskId, "other", { categoryId: chosen.id }));
    expect((await productOf(flag.productId)).categoryId).toBe(chosen.id);
  });

  it.each(["keep", "ambiguous", "undecidable"] as const)(
    "%s settles the flag and leaves the product",
    async (verdict) => {
      const { by, flag, taskId } = await leased();
      await recordFlagJudgement(by, judge(taskId, verdict));
      expect(await productOf(flag.productId)).toMatchObject({
        categoryId: flag.givenCategoryId,
        correctedCategoryId: null,
      });
      expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({ status: "settled" });
      expect(await auditOf(flag.productId)).toEqual([]);
    },
  );

  it("posted twice at once, the product is fixed once", async () => {
    const { by, flag, taskId } = await leased();
    const judgement = judge(taskId, "take");
    const answers = await Promise.all([1, 2, 3].map(() => recordFlagJudgement(by, judgement)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db().fix.count({ where: { productId: flag.productId } })).toBe(1);
    expect(await auditOf(flag.productId)).toHaveLength(1);
  });

  it("a late answer is kept and moves no product", async () => {
    const { by, flag, taskId } = await leased();
    await db().task.update({ where: { id: taskId }, data: { leasedUntil: new Date(Date.now() - 1_000) } });
    await leaseFlags(await reviewer(), { leaseToken: randomUUID(), count: 1 });
    expect(await recordFlagJudgement(by, judge(taskId, "take"))).toMatchObject({ ok: true, value: { isLate: true } });
    expect((await productOf(flag.productId)).categoryId).toBe(flag.givenCategoryId);
    expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({ status: "open" });
  });

  it("a category that holds no products cannot be chosen, and then nothing is stored", async () => {
    const { by, taskId } = await leased();
    const parent = await makeCategory({ isTarget: false, level: 0 });
    const judgement = judge(taskId, "other", { categoryId: parent.id });
    expect(await recordFlagJudgement(by, judgement)).toMatchObject({ ok: false, code: "invalid" });
    expect(await db().label.count({ where: { taskId } })).toBe(0);
    expect(FlagJudgement.safeParse(judge(taskId, "other")).success).toBe(false);
  });

  it("a pair is no flag", async () => {
    const { taskIds } = await makePairQueue(1);
    expect(await recordFlagJudgement(await reviewer(), judge(taskIds[0]!, "keep"))).toMatchObject({
      ok: false,
      code: "unknown-task",
    });
  });

  it("is not for stylists", async () => {
    const user = await makeUser("stylist");
    expect(await allow(user.id, "judge-flags")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
