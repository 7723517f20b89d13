import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { fixHistory } from "@/lib/flags/fix-history";
import { undoFix } from "@/lib/flags/undo-fix";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { leaseFlags } from "@/lib/queue/lease";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeFlag, makeRanking, makeTask, makeUser } from "@/tests/support/factories";

/** A product that a reviewer has moved by taking a flag's proposal. */
async function corrected(note?: string) {
  const by = await makeAllowed("reviewer", "judge-flags");
  const flag = await makeFlag();
  const task = await makeTask({ flagId: flag.id });
  await makeRanking([task.id], { head: "category" });
  await leaseFlags(by, { leaseToken: randomUUID(), count: 1 });
  await recordFlagJudgement(by, { id: randomUUID(), taskId: task.id, verdict: "take", elapsedMs: 900, note });
  const fix = await db().fix.findFirstOrThrow({ where: { productId: flag.productId } });
  return { by, flag, fix };
}
const productOf = (id: string) => db().product.findUniqueOrThrow({ where: { id } });
const auditOf = (subjectId: string) =>
  db().auditEntry.findMany({ where: { subject: "Product", subjectId, action: "product.fix-reverted" } });

describe("undoing a correction from the product's page", () => {
  it("gives the product its imported category back, with an audit row, and keeps the answer", async () => {
    const { flag, fix } = await corrected();
    const other = await makeAllowed("reviewer", "judge-flags");
    expect(await undoFix(other, { fixId: fix.id })).toEqual({ ok: true, value: { undone: true } });
    expect(await productOf(flag.productId)).toMatchObject({
      categoryId: flag.givenCategoryId,
      correctedCategoryId: null,
    });
    expect(await auditOf(flag.productId)).toMatchObject([{ actorId: other.userId, actorKind: "user" }]);
    expect(await db().label.findUniqueOrThrow({ where: { id: fix.labelId! } })).toMatchObject({ supersededAt: null });
    expect(await db().flag.findUniqueOrThrow({ where: { id: flag.id } })).toMatchObject({ status: "settled" });
  });

  it("twice is the same as once", async () => {
    const { by, flag, fix } = await corrected();
    await undoFix(by, { fixId: fix.id });
    expect(await undoFix(by, { fixId: fix.id })).toEqual({ ok: true, value: { undone: false } });
    expect(await auditOf(flag.productId)).toHaveLength(1);
  });

  it("leaves what the same answer corrected of other colours", async () => {
    const { by, fix } = await corrected();
    const other = await makeFlag();
    const { proposedCategoryId: categoryId } = other;
    const state = { categoryId, correctedCategoryId: categoryId, fixId: null };
    const before = { categoryId: other.givenCategoryId, correctedCategoryId: null, fixId: null };
    await db().product.update({ where: { id: other.productId }, data: { correctedCategoryId: categoryId } });
    await db().fix.create({
      data: { productId: other.productId, attribute: "category", before, after: state, labelId: fix.labelId },
    });
    await undoFix(by, { fixId: fix.id });
    expect(await productOf(other.productId)).toMatchObject({ categoryId, correctedCategoryId: categoryId });
  });

  it("is refused for one that is not there, and for one that a rule made", async () => {
    const { by, fix } = await corrected();
    expect(await undoFix(by, { fixId: randomUUID() })).toMatchObject({ ok: false, code: "not-found" });
    const { after } = fix;
    const rule = await db().catalogueRule.create({
      data: {
        name: "Wide legs",
        conditions: [],
        thenCategoryId: (after as { categoryId: number }).categoryId,
        mode: "fix",
        createdById: by.userId,
      },
    });
    await db().fix.update({ where: { id: fix.id }, data: { labelId: null, ruleId: rule.id } });
    const refused = await undoFix(by, { fixId: fix.id });
    expect(refused).toMatchObject({ ok: false, code: "nothing-to-undo", detail: expect.stringContaining("rule") });
  });

  it("is not for stylists", async () => {
    expect(await allow((await makeUser("stylist")).id, "judge-flags")).toMatchObject({
      ok: false,
      code: "not-allowed",
    });
  });
});

describe("the history of a product's corrections", () => {
  it("says what changed, by whom and why", async () => {
    const { by, flag, fix } = await corrected("Pockets at the sides");
    const nameOf = async (id: number | null) => (await db().category.findUniqueOrThrow({ where: { id: id! } })).name;
    expect(await fixHistory(flag.productId)).toEqual([
      {
        id: fix.id,
        attribute: "category",
        before: [await nameOf(flag.givenCategoryId)],
        after: [await nameOf(flag.proposedCategoryId)],
        at: fix.createdAt.toISOString(),
        by: by.name,
        verdict: "take",
        note: "Pockets at the sides",
        rule: null,
        isStanding: true,
        takenBack: null,
      },
    ]);
  });

  it("and who took it back", async () => {
    const { flag, fix } = await corrected();
    const other = await makeAllowed("manager", "judge-flags");
    await undoFix(other, { fixId: fix.id });
    expect(await fixHistory(flag.productId)).toMatchObject([{ isStanding: false, takenBack: { by: other.name } }]);
  });

  it("reads corrected values of an attribute too", async () => {
    const { flag, fix } = await corrected();
    await db().fix.create({
      data: {
        productId: flag.productId,
        attribute: "colour",
        before: { values: ["Red"], correctedValues: null, fixId: null },
        after: { values: ["Pink", "Rose"], correctedValues: ["Pink", "Rose"], fixId: null },
        labelId: fix.labelId,
      },
    });
    const history = await fixHistory(flag.productId);
    expect(history.find(({ attribute }) => attribute === "colour")).toMatchObject({
      before: ["Red"],
      after: ["Pink", "Rose"],
    });
  });
});
