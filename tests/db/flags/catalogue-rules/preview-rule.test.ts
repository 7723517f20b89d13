import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { listRules, previewRule, ruleChanges, ruleProposals } from "@/lib/flags/catalogue-rules/data";
import { PreviewRequest } from "@/lib/flags/catalogue-rules/schema";
import { undoRule } from "@/lib/flags/catalogue-rules/undo-rule";
import { makeCategory, makeProduct } from "@/tests/support/factories";
import { answered, denim, filedUnder, flagged, made, reviewer } from "./rule-world";

const preview = async (request: unknown) => {
  const result = await previewRule(await reviewer(), PreviewRequest.parse(request));
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

describe("previewing a rule", () => {
  it("counts what it would do, names who says otherwise, and changes nothing", async () => {
    const { trousers, jeans, leggings, product, rule } = await denim();
    const [wrong, right, kept] = [await product(trousers.id), await product(jeans.id), await product(trousers.id)];
    const { by } = await answered(kept.id, leggings.id, "keep");
    await flagged([{ productId: right.id, proposedCategoryId: trousers.id }]);
    const seen = await preview(rule());
    expect(seen).toMatchObject({ meets: 3, right: 1, changes: 1, flags: 1, contradicted: 1, next: null });
    expect(seen.products.map(({ id }) => id)).toEqual([wrong.id]);
    expect(seen.contradictions).toMatchObject([
      { product: { id: kept.id }, says: { id: trousers.id, name: trousers.name }, by: by.name },
    ]);
    expect(await filedUnder(wrong.id)).toBe(trousers.id);
    const result = await made(await reviewer(), rule());
    expect(result, "and the rule then does what was promised").toMatchObject({
      changed: seen.changes,
      flags: seen.flags,
      contradicted: seen.contradicted,
    });
  });

  it("pages through every product that would change, each once", async () => {
    const { trousers, product, rule } = await denim();
    const ids = (await Promise.all(Array.from({ length: 7 }, () => product(trousers.id)))).map(({ id }) => id);
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await preview({ ...rule(), after, limit: 3 });
      seen.push(...page.products.map(({ id }) => id));
      after = page.next;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen).size).toBe(7);
  });

  it("of what is never right it shows what is filed there", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const [filed] = [await product(trousers.id), await product(jeans.id)];
    const seen = await preview(rule({ says: "never", categoryId: trousers.id, mode: "flag" }));
    expect(seen).toMatchObject({ meets: 2, right: 1, changes: 1 });
    expect(seen.products.map(({ id }) => id)).toEqual([filed.id]);
  });

  it("takes a delisted product out of account, and a strange word literally", async () => {
    const { trousers, product, rule } = await denim();
    await product(trousers.id, { delistedAt: new Date() });
    expect(await preview(rule())).toMatchObject({ meets: 0 });
    expect(await preview(rule({ conditions: [{ about: "title", words: ["(.*"] }] }))).toMatchObject({ meets: 0 });
  });

  it("a category that holds no products is refused", async () => {
    const { rule } = await denim();
    const request = PreviewRequest.parse(rule({ categoryId: (await makeCategory({ isTarget: false, level: 0 })).id }));
    expect(await previewRule(await reviewer(), request)).toMatchObject({ ok: false, code: "invalid" });
  });
});

describe("proposing conditions for a flag", () => {
  it("names what the flags like it share and the rest has not", async () => {
    const { fabric, trousers, jeans, product } = await denim();
    await db().setting.create({
      data: {
        key: "catalogue.columns",
        value: {
          attributes: [
            { name: "fabric", label: "Fabric" },
            { name: "colour", label: "Colour" },
          ],
          taxonomy: [],
        },
      },
    });
    const values = (colour: string) => ({ sourceValues: { fabric: [fabric], colour: [colour] }, title: "Wide one" });
    const wrong = await Promise.all(["blue", "black", "blue"].map((colour) => product(trousers.id, values(colour))));
    await Promise.all(["blue", "white", "grey"].map((colour) => product(jeans.id, values(colour))));
    for (let i = 0; i < 6; i++)
      await makeProduct({ categoryId: trousers.id, sourceValues: { fabric: ["wool"], colour: ["blue"] } });
    const flags = await flagged(wrong.map(({ id }) => ({ productId: id, proposedCategoryId: jeans.id })));
    const result = await ruleProposals(await reviewer(), { flagId: flags[0]!.flag.id });
    if (!result.ok) throw new Error(result.code);
    expect(result.value).toMatchObject({ group: 3, given: { id: trousers.id }, proposed: { id: jeans.id } });
    const first = result.value.conditions[0]!;
    expect(first).toMatchObject({
      words: `Fabric is ${fabric}`,
      isProposed: true,
      products: 6,
      precision: 1,
      coverage: 1,
    });
    const colour = result.value.conditions.find(({ words }) => words === "Colour is blue");
    expect(colour?.isProposed).toBe(false);
    expect(colour?.precision).toBeLessThan(0.5);
  });
});

describe("the list of rules", () => {
  it("says what each has changed, by whom, and what still stands", async () => {
    const { trousers, jeans, product, rule } = await denim();
    const one = await product(trousers.id);
    const by = await reviewer();
    const { id } = await made(by, rule());
    const card = async () => (await listRules(by)).find((row) => row.id === id)!;
    expect(await card()).toMatchObject({ fixed: 1, standing: 1, flags: 0, by: by.name, isOwn: true, undone: null });
    expect(await ruleChanges(by, { ruleId: id, limit: 10 })).toMatchObject({
      changes: [{ product: { id: one.id, category: { id: jeans.id } }, before: trousers.name, isStanding: true }],
      next: null,
    });
    await undoRule(by, { ruleId: id });
    expect(await card()).toMatchObject({ fixed: 1, standing: 0, undone: { by: by.name } });
  });
});
