import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { applyFix } from "@/lib/flags/apply-fix";
import { makeRule } from "@/lib/flags/catalogue-rules/make-rule";
import { undoRule } from "@/lib/flags/catalogue-rules/undo-rule";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags } from "@/lib/queue/lease";
import { actorOf } from "@/lib/users/allow";
import { makeAllowed } from "@/tests/support/factories";
import { answered, audits, denim, filedUnder, flagged, made, reviewer, statusOf } from "./rule-world";

describe("undoing a rule", () => {
  it("brings products, flags and tasks back to where they were, as one", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const [flaggedOne, plain] = [await product(trousers.id), await product(trousers.id)];
    const [entry] = await flagged([{ productId: flaggedOne.id, proposedCategoryId: jeans.id }]);
    const { flag, taskId, rankingId } = entry!;
    const by = await reviewer();
    const { id: ruleId } = await made(by, rule());
    expect(await undoRule(by, { ruleId })).toMatchObject({ ok: true, value: { reverted: 2, reopened: 1 } });
    for (const { id } of [flaggedOne, plain]) {
      expect(await filedUnder(id)).toBe(trousers.id);
      expect((await audits(id)).at(-1)).toMatchObject({
        action: "product.fix-reverted",
        before: { categoryId: jeans.id },
        after: { categoryId: trousers.id, ruleId },
      });
    }
    expect(await statusOf(flag.id)).toBe("open");
    expect(await db().label.count({ where: { ruleId, supersededAt: null } })).toBe(0);
    expect(await db().rankEntry.findMany({ where: { taskId } })).toMatchObject([{ rankingId, rank: 0, estimate: 0.9 }]);
    const lease = await leaseFlags(await reviewer(), { leaseToken: randomUUID(), count: 1 });
    expect(lease.tasks.map((task) => task.taskId)).toEqual([taskId]);
    expect((await audits(ruleId)).at(-1)).toMatchObject({ action: "rule.undone", after: { reverted: 2, reopened: 1 } });
  });

  it("asked twice at once it is undone once, and both are told when", async () => {
    const { trousers, product, rule } = await denim();
    const one = await product(trousers.id);
    const by = await reviewer();
    const { id: ruleId } = await made(by, rule());
    const answers = await Promise.all([undoRule(by, { ruleId }), undoRule(by, { ruleId })]);
    const times = answers.map((answer) => answer.ok && answer.value.undoneAt);
    expect(times[0]).toBe(times[1]);
    expect((await audits(one.id)).map(({ action }) => action)).toEqual(["product.fixed", "product.fix-reverted"]);
  });

  it("what a person has filed since stays", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const one = await product(trousers.id);
    const { id: ruleId } = await made(await reviewer(), rule());
    const { by, labelId } = await answered(one.id, leggings.id, "take");
    await undoRule(await makeAllowed("manager", "judge-flags"), { ruleId });
    expect(await filedUnder(one.id)).toBe(leggings.id);
    await undoLabel(by, { labelId });
    expect(await filedUnder(one.id), "and undone later it goes back past the rule").toBe(trousers.id);
    expect(jeans.id).not.toBe(trousers.id);
  });

  it("a fix that the rule had replaced stands again", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const one = await product(trousers.id);
    const first = rule({ categoryId: leggings.id });
    const by = await reviewer();
    await made(by, first);
    const second = await made(by, rule());
    expect(await filedUnder(one.id)).toBe(jeans.id);
    await undoRule(by, { ruleId: second.id });
    expect(await filedUnder(one.id)).toBe(leggings.id);
    expect(await db().fix.findMany({ where: { productId: one.id, revertedAt: null } })).toMatchObject([
      { ruleId: first.id },
    ]);
  });

  it("a fix whose rule was undone while a later one covered it does not come back", async () => {
    const { trousers, leggings, product, rule } = await denim();
    const one = await product(trousers.id);
    const by = await reviewer();
    const first = await made(by, rule({ categoryId: leggings.id }));
    const second = await made(by, rule());
    await undoRule(by, { ruleId: first.id });
    await undoRule(by, { ruleId: second.id });
    expect(await filedUnder(one.id)).toBe(trousers.id);
  });

  it("a flag whose product was filed elsewhere since is withdrawn, not asked again", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const one = await product(trousers.id);
    const [entry] = await flagged([{ productId: one.id, proposedCategoryId: jeans.id }]);
    const { id: ruleId } = await made(await reviewer(), rule());
    await answered(one.id, leggings.id, "take");
    await undoRule(await makeAllowed("manager", "judge-flags"), { ruleId });
    expect(await statusOf(entry!.flag.id)).toBe("withdrawn");
  });

  it("only who made it, or who oversees, may undo it", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const one = await product(trousers.id);
    const { id: ruleId } = await made(await reviewer(), rule());
    expect(await undoRule(await reviewer(), { ruleId })).toMatchObject({ ok: false, code: "not-allowed" });
    expect(await filedUnder(one.id)).toBe(jeans.id);
    expect(await undoRule(await makeAllowed("manager", "judge-flags"), { ruleId })).toMatchObject({ ok: true });
    expect(await undoRule(await reviewer(), { ruleId: randomUUID() })).toMatchObject({ ok: false, code: "not-found" });
  });

  it("the same rule made again under a new id after an undo does the same again", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const one = await product(trousers.id);
    await flagged([{ productId: one.id, proposedCategoryId: jeans.id }]);
    const by = await reviewer();
    const { id: ruleId } = await made(by, rule());
    await undoRule(by, { ruleId });
    expect(await makeRule(by, rule())).toMatchObject({ ok: true, value: { changed: 1, flags: 1 } });
    expect(await filedUnder(one.id)).toBe(jeans.id);
  });

  it("a fix of a single answer after an undone rule still reverts to the source", async () => {
    const { trousers, leggings, product, rule } = await denim();
    const one = await product(trousers.id);
    const by = await reviewer();
    const { id: ruleId } = await made(by, rule());
    const answer = await answered(one.id, leggings.id, "keep");
    await inTx((tx) =>
      applyFix(tx, actorOf(by), { productId: one.id, categoryId: leggings.id, labelId: answer.labelId }),
    );
    await undoRule(by, { ruleId });
    await undoLabel(answer.by, { labelId: answer.labelId });
    expect(await filedUnder(one.id)).toBe(trousers.id);
  });
});
