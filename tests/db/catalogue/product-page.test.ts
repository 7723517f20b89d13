import { beforeAll, describe, expect, it } from "vitest";
import { productRecord } from "@/lib/catalogue/product-record";
import { db } from "@/lib/db";
import { productLabels } from "@/lib/labels/product-labels";
import { outfitsWith } from "@/lib/recommend/outfits";
import { partnersOf } from "@/lib/recommend/partners";
import { similarTo } from "@/lib/recommend/replacements";
import { relateProducts } from "@/lib/training/relate/relate-products";
import type { Allowed } from "@/lib/users/allow";
import { allowed, makeAllowed, makePair, makeProduct, makeTask, makeUser } from "@/tests/support/factories";
import { makeTinyHouse, type TinyHouse } from "@/tests/support/tiny-house";

let by: Allowed<"browse">;
let house: TinyHouse;
beforeAll(async () => {
  by = await makeAllowed("reviewer", "browse");
  house = await makeTinyHouse({ products: 96, outfits: 40 });
});
const recordOf = async (id: string) => {
  const found = await productRecord(by, id);
  if (!found.ok) throw new Error(found.code);
  return found.value;
};

describe("a product's page", () => {
  it("tells its place, its imported values under a correction, and its model's other colours", async () => {
    const id = house.productIds[0]!;
    const other = house.categoryIds.get("Shoes")!;
    const before = await recordOf(id);
    await db().product.update({ where: { id }, data: { correctedCategoryId: other } });
    const after = await recordOf(id);
    expect(after.path.map(({ name }) => name)).toEqual([after.category!.name]);
    expect(after).toMatchObject({ isCategoryCorrected: true, source: { category: before.category!.name } });
    expect(after.otherColours.map(({ groupId }) => groupId)).toEqual([after.groupId]);
    expect(after.otherColours[0]!.id).not.toBe(id);
    await db().product.update({ where: { id }, data: { correctedCategoryId: null } });
  });

  it("is not there for a product that is not", async () => {
    expect(await productRecord(by, "no-such")).toMatchObject({ ok: false, code: "not-found" });
  });

  it("shows the outfits that it is worn in, without itself", async () => {
    const item = await db().outfitItem.findFirstOrThrow();
    const { outfits, count } = await outfitsWith(item.productId);
    expect(count).toBeGreaterThan(0);
    expect(outfits.every(({ others }) => others.length > 0 && others.every(({ id }) => id !== item.productId))).toBe(
      true,
    );
  });
});

describe("look-alikes and partners", () => {
  it("are not there before the worker has looked", async () => {
    expect(await similarTo({ id: house.productIds[4]!, stock: 1 })).toBeNull();
    expect(await partnersOf(house.productIds[4]!)).toEqual({ state: "none-serves" });
  });

  it("are of the same category and style, other models; a sold-out product is shown its replacement first", async () => {
    const delisted = house.productIds[8]!;
    await db().product.update({ where: { id: delisted }, data: { delistedAt: new Date() } });
    expect((await relateProducts()).lookAlikes).toBeGreaterThan(80);
    const id = house.productIds[4]!;
    const record = await recordOf(id);
    const similar = (await similarTo({ id, stock: null }))!;
    expect(similar.replacement).toBeNull();
    const alike = similar.alike.slice(0, 5).map(({ product }) => product);
    expect(
      alike.every(({ category, groupId }) => category?.id === record.category!.id && groupId !== record.groupId),
    ).toBe(true);
    expect(alike.filter((product) => house.styleOf.get(product.id) === house.styleOf.get(id)).length).toBeGreaterThan(
      3,
    );
    expect(similar.alike.some(({ product }) => product.id === delisted)).toBe(false);
    const third = similar.alike[2]!.product.id;
    await db().product.update({ where: { id: third }, data: { stock: 7 } });
    const sold = (await similarTo({ id, stock: 0 }))!;
    expect(sold.replacement?.product.id).toBe(third);
    expect(sold.alike[0]?.product.id).toBe(third);
    expect(sold.alike).toHaveLength(similar.alike.length);
  }, 120_000);

  it("leave out what has left the catalogue since", async () => {
    const id = house.productIds[12]!;
    const first = (await similarTo({ id, stock: 1 }))!.alike[0]!.product.id;
    await db().product.update({ where: { id: first }, data: { delistedAt: new Date() } });
    expect((await similarTo({ id, stock: 1 }))!.alike.map(({ product }) => product.id)).not.toContain(first);
  });
});

describe("what people said of a product", () => {
  const label = async (userId: string, pairId: string, taskId: string, more: object = {}) =>
    db().label.create({
      data: {
        id: crypto.randomUUID(),
        head: "compatibility",
        taskId,
        subjectId: pairId,
        pairId,
        userId,
        occasion: 0,
        slot: 0,
        verdict: "fits",
        elapsedMs: 1,
        slice: "ranked",
        ...more,
      },
    });

  it("hides a pair that somebody is still to judge, and names from who does not oversee", async () => {
    const product = await makeProduct();
    const stylist = await makeUser("stylist");
    const settled = await makePair({ productAId: product.id });
    const open = await makePair({ productAId: product.id });
    const [done, waiting] = [
      await makeTask({ pairId: settled.id, doneAt: new Date() }),
      await makeTask({ pairId: open.id, doneAt: new Date() }),
    ];
    await makeTask({ pairId: open.id, slot: 1 });
    await label(stylist.id, settled.id, done.id);
    await label(stylist.id, open.id, waiting.id);
    const { pairs } = await productLabels(by, product.id);
    expect(pairs).toMatchObject([{ verdict: "fits", by: null }]);
    const manager = await makeAllowed("manager", "browse");
    expect((await productLabels(manager, product.id)).pairs).toMatchObject([{ by: stylist.name }]);
    const reviewer = await makeUser("reviewer");
    await label(reviewer.id, settled.id, done.id, { slot: 1, verdict: "clashes" });
    const own = await productLabels(await allowed(reviewer, "browse"), product.id);
    expect(own.pairs.map(({ verdict, by }) => [verdict, by])).toEqual([
      ["clashes", reviewer.name],
      ["fits", null],
    ]);
  });
});
