import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { makeRule } from "@/lib/flags/catalogue-rules/make-rule";
import { NewRule } from "@/lib/flags/catalogue-rules/schema";
import { recentLabels } from "@/lib/labels/data";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { undoLabel } from "@/lib/labels/undo-label";
import { leaseFlags } from "@/lib/queue/lease";
import { allow } from "@/lib/users/allow";
import { makeCategory, makeUser } from "@/tests/support/factories";
import { answered, audits, denim, filedUnder, flagged, made, reviewer, statusOf } from "./rule-world";

describe("making a rule", () => {
  it("files every product that meets it, with a Fix and an audit row that name the rule", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const [wrong, right] = [await product(trousers.id), await product(jeans.id)];
    const other = await product(trousers.id, { sourceValues: { fabric: ["wool"] } });
    const by = await reviewer();
    const wanted = rule();
    expect(await made(by, wanted)).toEqual({ id: wanted.id, name: wanted.name, changed: 1, flags: 0, contradicted: 0 });
    expect(await filedUnder(wrong.id)).toBe(jeans.id);
    expect(await filedUnder(other.id)).toBe(trousers.id);
    expect(await db().fix.findMany({ where: { ruleId: wanted.id } })).toMatchObject([
      {
        productId: wrong.id,
        labelId: null,
        before: { categoryId: trousers.id, correctedCategoryId: null, fixId: null },
        after: { categoryId: jeans.id },
      },
    ]);
    expect(await audits(wrong.id)).toMatchObject([
      {
        action: "product.fixed",
        actorId: by.userId,
        before: { categoryId: trousers.id },
        after: { categoryId: jeans.id, ruleId: wanted.id },
      },
    ]);
    expect(await audits(right.id)).toEqual([]);
    expect(await audits(wanted.id)).toMatchObject([{ action: "rule.made", after: { name: wanted.name, changed: 1 } }]);
  });

  it("settles every open flag as one batch: takes what proposes it, keeps what is right, corrects the rest", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const [take, keep, other] = [await product(trousers.id), await product(jeans.id), await product(trousers.id)];
    const flags = await flagged([
      { productId: take.id, proposedCategoryId: jeans.id },
      { productId: keep.id, proposedCategoryId: trousers.id },
      { productId: other.id, proposedCategoryId: leggings.id },
    ]);
    const by = await reviewer();
    const wanted = rule();
    expect(await made(by, wanted)).toMatchObject({ changed: 2, flags: 3 });
    const labels = await db().label.findMany({ where: { ruleId: wanted.id } });
    expect(new Map(labels.map((label) => [label.flagId, label.verdict]))).toEqual(
      new Map([
        [flags[0]!.flag.id, "take"],
        [flags[1]!.flag.id, "keep"],
        [flags[2]!.flag.id, "other"],
      ]),
    );
    for (const label of labels) {
      expect(label).toMatchObject({ userId: by.userId, batchId: wanted.id, slice: "ranked", estimate: 0.9 });
      expect(label.chosenCategoryId).toBe(label.verdict === "other" ? jeans.id : null);
    }
    for (const { flag } of flags) expect(await statusOf(flag.id)).toBe("settled");
    expect(await Promise.all([take, keep, other].map(({ id }) => filedUnder(id)))).toEqual([
      jeans.id,
      jeans.id,
      jeans.id,
    ]);
    const ids = flags.map(({ taskId }) => taskId);
    expect(await db().task.count({ where: { id: { in: ids }, doneAt: null } })).toBe(0);
    expect(await db().rankEntry.count({ where: { taskId: { in: ids } } })).toBe(0);
  });

  it("leaves alone what a reviewer's standing answer says otherwise, with its flag", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const kept = await product(trousers.id);
    await answered(kept.id, leggings.id, "keep");
    const [later] = await flagged([{ productId: kept.id, proposedCategoryId: jeans.id }]);
    const agreed = await product(trousers.id);
    await answered(agreed.id, jeans.id, "take");
    const result = await made(await reviewer(), rule());
    expect(result).toMatchObject({ changed: 0, flags: 0, contradicted: 1 });
    expect(await filedUnder(kept.id)).toBe(trousers.id);
    expect(await statusOf(later!.flag.id)).toBe("open");
    expect(await filedUnder(agreed.id)).toBe(jeans.id);
  });

  it("an answer that was undone contradicts nothing", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const kept = await product(trousers.id);
    const { by, labelId } = await answered(kept.id, leggings.id, "keep");
    await undoLabel(by, { labelId });
    expect(await made(by, rule())).toMatchObject({ changed: 1, contradicted: 0 });
    expect(await filedUnder(kept.id)).toBe(jeans.id);
  });

  it("all conditions must hold, and a word of a title is a whole word", async () => {
    const { fabric, trousers, jeans, product, rule } = await denim();
    const [yes, no, elsewhere] = [
      await product(trousers.id, { title: "Wide Jean, 5 pockets" }),
      await product(trousers.id, { title: "Jeanne's culotte" }),
      await product((await makeCategory()).id, { title: "wide jean" }),
    ];
    const conditions: NewRule["conditions"] = [
      { about: "attribute", attribute: "fabric", values: ["silk", fabric] },
      { about: "title", words: ["JEAN", "wide"] },
      { about: "category", categoryIds: [trousers.id] },
    ];
    expect(await made(await reviewer(), rule({ conditions }))).toMatchObject({ changed: 1 });
    expect(await filedUnder(yes.id)).toBe(jeans.id);
    expect(await filedUnder(no.id)).toBe(trousers.id);
    expect(await filedUnder(elsewhere.id)).not.toBe(jeans.id);
  });

  it("a level above the target stands for the categories under it, one below for its own name", async () => {
    const { jeans, product, rule } = await denim();
    const root = await makeCategory({ level: 0, isTarget: false });
    const under = await makeCategory({ parentId: root.id });
    const [above, below, neither] = [
      await product(under.id),
      await product((await makeCategory()).id, { sourceSubcategories: { "2": "bootcut" } }),
      await product((await makeCategory()).id),
    ];
    const [byRoot, byName] = [
      rule({ conditions: [...rule().conditions, { about: "level", level: 0, names: [root.name] }] }),
      rule({ conditions: [...rule().conditions, { about: "level", level: 2, names: ["bootcut"] }] }),
    ];
    const by = await reviewer();
    await made(by, byRoot);
    expect(await filedUnder(above.id)).toBe(jeans.id);
    expect(await filedUnder(below.id)).not.toBe(jeans.id);
    await made(by, byName);
    expect(await filedUnder(below.id)).toBe(jeans.id);
    expect(await filedUnder(neither.id)).not.toBe(jeans.id);
  });

  it("what is never right settles the flags that propose it, moves nothing, and has the network look again", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const [proposed, filed] = [await product(jeans.id), await product(trousers.id)];
    const flags = await flagged([
      { productId: proposed.id, proposedCategoryId: trousers.id },
      { productId: filed.id, proposedCategoryId: leggings.id },
    ]);
    const never = rule({ says: "never", mode: "flag", categoryId: trousers.id });
    expect(await made(await reviewer(), never)).toMatchObject({ changed: 0, flags: 1 });
    expect(await statusOf(flags[0]!.flag.id)).toBe("settled");
    expect(await statusOf(flags[1]!.flag.id)).toBe("open");
    expect(await filedUnder(filed.id)).toBe(trousers.id);
    const jobs = await db().$queryRaw`SELECT data FROM pgboss.job WHERE name = 'rank' AND data ->> 'head' = 'category'`;
    expect(jobs).toHaveLength(1);
    expect(NewRule.safeParse({ ...never, mode: "fix" }).success).toBe(false);
  });

  it("posted three times at once it is one rule with one set of fixes", async () => {
    const { trousers, product, rule } = await denim();
    const one = await product(trousers.id);
    const by = await reviewer();
    const wanted = rule();
    const answers = await Promise.all([1, 2, 3].map(() => makeRule(by, wanted)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db().fix.count({ where: { productId: one.id } })).toBe(1);
    expect(await audits(wanted.id)).toHaveLength(1);
    expect(await makeRule(by, { ...wanted, name: "Another" })).toMatchObject({ ok: false, code: "id-reused" });
    expect(await makeRule(await reviewer(), wanted)).toMatchObject({ ok: false, code: "id-reused" });
  });

  it("a category that holds no products is refused and nothing is stored", async () => {
    const { trousers, product, rule } = await denim();
    const one = await product(trousers.id);
    const wanted = rule({ categoryId: (await makeCategory({ isTarget: false, level: 0 })).id });
    expect(await makeRule(await reviewer(), wanted)).toMatchObject({ ok: false, code: "invalid" });
    expect(await db().catalogueRule.count({ where: { id: wanted.id } })).toBe(0);
    expect(await filedUnder(one.id)).toBe(trousers.id);
  });

  it("someone who holds a flag that a rule settles keeps their answer as late", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const held = await product(trousers.id);
    const [entry] = await flagged([{ productId: held.id, proposedCategoryId: jeans.id }]);
    const { taskId } = entry!;
    const holder = await reviewer();
    await leaseFlags(holder, { leaseToken: randomUUID(), count: 1 });
    await made(await reviewer(), rule());
    const answer = await recordFlagJudgement(holder, { id: randomUUID(), taskId, verdict: "keep", elapsedMs: 900 });
    expect(answer).toMatchObject({ ok: true, value: { isLate: true } });
    expect(await filedUnder(held.id)).toBe(jeans.id);
  });

  it("answers at the same time wait for it or go before it, and no product is left between", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const products = await Promise.all(Array.from({ length: 12 }, () => product(trousers.id)));
    const flags = await flagged(products.map(({ id }) => ({ productId: id, proposedCategoryId: jeans.id })));
    const holder = await reviewer();
    await leaseFlags(holder, { leaseToken: randomUUID(), count: 12 });
    const wanted = rule();
    const [rules, ...answers] = await Promise.all([
      makeRule(await reviewer(), wanted),
      ...flags.map(({ taskId }) =>
        recordFlagJudgement(holder, { id: randomUUID(), taskId, verdict: "take", elapsedMs: 900 }),
      ),
    ]);
    expect(rules.ok).toBe(true);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    for (const { id } of products) {
      expect(await filedUnder(id)).toBe(jeans.id);
      expect(await db().fix.count({ where: { productId: id, revertedAt: null } })).toBe(1);
    }
  });

  it("its labels are neither among one's last answers nor undone one by one", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const one = await product(trousers.id);
    await flagged([{ productId: one.id, proposedCategoryId: jeans.id }]);
    const by = await reviewer();
    const wanted = rule();
    await made(by, wanted);
    expect(await recentLabels(by, "category", { limit: 10, timeZone: "UTC" })).toEqual({ today: 0, labels: [] });
    const label = await db().label.findFirstOrThrow({ where: { ruleId: wanted.id } });
    expect(await undoLabel(by, { labelId: label.id })).toMatchObject({ ok: false, code: "nothing-to-undo" });
    expect(await filedUnder(one.id)).toBe(jeans.id);
  });

  it("is not for stylists", async () => {
    expect(await allow((await makeUser("stylist")).id, "judge-flags")).toMatchObject({
      ok: false,
      code: "not-allowed",
    });
  });
});
