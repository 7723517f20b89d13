import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { applyRules } from "@/lib/flags/catalogue-rules/apply-rules";
import { ruleJobs } from "@/lib/flags/catalogue-rules/jobs";
import { undoRule } from "@/lib/flags/catalogue-rules/undo-rule";
import { raiseFlags } from "@/lib/flags/raise-flags";
import { leaseFlags } from "@/lib/queue/lease";
import { asSystem } from "@/lib/users/allow";
import { allowed, makeModelVersion } from "@/tests/support/factories";
import { answered, audits, denim, filedUnder, flagged, made, reviewer } from "./rule-world";

const by = asSystem("job", "apply rules");
const newImport = async () => (await db().import.create({ data: { kind: "catalogue", fileName: "later.csv" } })).id;

describe("a rule and later imports", () => {
  it("files what comes in later, with the rule behind it and the job as who did it", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const { id: ruleId } = await made(await reviewer(), rule());
    const importId = await newImport();
    const [late, elsewhere] = [await product(trousers.id, { importId }), await product(trousers.id)];
    await ruleJobs[0]!.run({ importId }, { signal: new AbortController().signal });
    expect(await filedUnder(late.id)).toBe(jeans.id);
    expect(await filedUnder(elsewhere.id), "of this import alone").toBe(trousers.id);
    expect(await audits(late.id)).toMatchObject([{ action: "product.fixed", actorKind: "job", after: { ruleId } }]);
    expect(await applyRules(by, { importId })).toEqual({ fixed: 0, flagged: 0 });
    expect(await audits(late.id)).toHaveLength(1);
  });

  it("or asks first: a flag at the front of the queue that a training does not take away", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    await flagged([{ productId: (await product(leggings.id)).id, proposedCategoryId: trousers.id }]);
    const { id: ruleId } = await made(await reviewer(), rule({ mode: "flag" }));
    const importId = await newImport();
    const late = await product(trousers.id, { importId });
    await product(trousers.id, { importId, isHoldout: true });
    expect(await applyRules(by, { importId })).toEqual({ fixed: 0, flagged: 1 });
    expect(await applyRules(by, { importId }), "and only once").toEqual({ fixed: 0, flagged: 0 });
    expect(await filedUnder(late.id)).toBe(trousers.id);
    await raiseFlags(by, [
      {
        kind: "category",
        productId: late.id,
        modelVersionId: (await makeModelVersion("category")).id,
        givenCategoryId: trousers.id,
        proposedCategoryId: leggings.id,
        givenProbability: 0.1,
        proposedProbability: 0.8,
        score: 0.9,
        evidence: { reasons: [], neighbours: [], top: [] },
      },
    ]);
    const { tasks } = await leaseFlags(await reviewer(), { leaseToken: randomUUID(), count: 1 });
    expect(tasks).toMatchObject([
      {
        product: { id: late.id },
        proposed: { id: jeans.id },
        evidence: { reasons: [`the rule “denim belongs in Jeans”`] },
      },
    ]);
    await undoRule(await reviewerOf(ruleId), { ruleId });
    expect(await db().flag.findMany({ where: { productId: late.id } })).toMatchObject([{ status: "withdrawn" }]);
  });

  it("the newest rule that a product meets decides", async () => {
    const { trousers, leggings, product, rule } = await denim();
    const maker = await reviewer();
    await made(maker, rule());
    await made(maker, rule({ categoryId: leggings.id }));
    const importId = await newImport();
    const late = await product(trousers.id, { importId });
    await applyRules(by, { importId });
    await applyRules(by, { importId });
    expect(await filedUnder(late.id)).toBe(leggings.id);
    expect(await audits(late.id)).toHaveLength(1);
  });

  it("what a reviewer has said of a product stands when it comes in again", async () => {
    const { trousers, leggings, product, rule } = await denim();
    const importId = await newImport();
    const kept = await product(trousers.id, { importId });
    await answered(kept.id, leggings.id, "keep");
    await made(await reviewer(), rule());
    expect(await applyRules(by, { importId })).toEqual({ fixed: 0, flagged: 0 });
    expect(await filedUnder(kept.id)).toBe(trousers.id);
  });

  it("an undone rule meets nothing any more", async () => {
    const { trousers, product, rule } = await denim();
    const maker = await reviewer();
    const { id: ruleId } = await made(maker, rule());
    await undoRule(maker, { ruleId });
    const importId = await newImport();
    const late = await product(trousers.id, { importId });
    await applyRules(by, { importId });
    expect(await filedUnder(late.id)).toBe(trousers.id);
  });
});

async function reviewerOf(ruleId: string) {
  const { createdById } = await db().catalogueRule.findUniqueOrThrow({ where: { id: ruleId } });
  return allowed({ id: createdById }, "judge-flags");
}
