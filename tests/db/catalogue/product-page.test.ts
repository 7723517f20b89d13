import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noFilters } from "@/lib/catalogue/browse/rules";
import { productRecord } from "@/lib/catalogue/product-record";
import type { ProductCard } from "@/lib/catalogue/schema";
import { db } from "@/lib/db";
import { productLabels } from "@/lib/labels/product-labels";
import { nearestToPhoto } from "@/lib/recommend/mirror";
import { type NeighbourServer, serveNeighbours } from "@/lib/recommend/neighbours/serve-neighbours";
import { outfitsWith } from "@/lib/recommend/outfits";
import { partnersOf } from "@/lib/recommend/partners";
import { type SimilarWish, similarTo } from "@/lib/recommend/similar-products";
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

describe("similar products and partners", () => {
  let search: NeighbourServer;
  const alikeOf = async (id: string, stock: number | null, wish: SimilarWish = {}) => {
    const found = await similarTo({ id, stock }, wish);
    if (!found.ok) throw new Error(found.detail);
    return found.value;
  };
  const cardsOf = ({ alike }: { alike: { product: ProductCard }[] }) => alike.map(({ product }) => product);
  afterAll(() => search.stop());

  it("say why they are not there while the search and a network are missing", async () => {
    expect(await similarTo({ id: house.productIds[4]!, stock: 1 })).toMatchObject({ ok: false, code: "unavailable" });
    expect(await partnersOf(house.productIds[4]!)).toEqual({ state: "none-serves" });
  });

  it("look alike in their style and are of other models; a category narrows them inside the search", async () => {
    search = (await serveNeighbours())!;
    expect(await serveNeighbours(), "one search a machine").toBeNull();
    const id = house.productIds[4]!;
    const record = await recordOf(id);
    const categoryId = record.category!.id;
    const cards = cardsOf(await alikeOf(id, null, { filters: { ...noFilters, categoryId } }));
    expect(cards.length).toBeGreaterThan(20);
    expect(cards.every(({ category, groupId }) => category?.id === categoryId && groupId !== record.groupId)).toBe(
      true,
    );
    const first = cards.slice(0, 5).map((product) => house.styleOf.get(product.id));
    expect(first.filter((style) => style === house.styleOf.get(id)).length).toBeGreaterThan(3);
    expect(cardsOf(await alikeOf(id, null, { space: "sameGarment", k: 95 })).map(({ groupId }) => groupId)).toContain(
      record.groupId,
    );
  });

  it("put what is in stock first for a product that is sold out, as soon as the stock is there", async () => {
    const id = house.productIds[4]!;
    const before = await alikeOf(id, 0);
    expect(before.replacement).toBeNull();
    const late = before.alike.at(-1)!.product.id;
    await db().product.update({ where: { id: late }, data: { stock: 7, price: 30 } });
    expect(await search.follow()).toBe(1);
    const sold = await alikeOf(id, 0);
    expect([sold.replacement?.product.id, sold.alike[0]?.product.id]).toEqual([late, late]);
    expect(cardsOf(await alikeOf(id, 1, { priceFrom: 30, priceTo: 30 })).map((product) => product.id)).toEqual([late]);
  });

  it("leave out what has left the catalogue, and follow a photo that is embedded and an encoder that goes live", async () => {
    const id = house.productIds[12]!;
    const first = cardsOf(await alikeOf(id, 1))[0]!.id;
    await db().product.update({ where: { id: first }, data: { delistedAt: new Date() } });
    await search.follow();
    expect(cardsOf(await alikeOf(id, 1)).map((product) => product.id)).not.toContain(first);
    const { id: late } = await makeProduct();
    const { sha256 } = await db().photo.findFirstOrThrow({ where: { productId: id } });
    await db().photo.create({ data: { productId: late, position: 0, fileName: "late.jpg", sha256 } });
    await search.follow();
    expect(cardsOf(await alikeOf(id, 1))[0]!.id).toBe(late);
    const other = await db().encoder.create({
      data: { name: "other", version: "o", dimension: 12, source: "builtin" },
    });
    const vector = new Uint8Array(Float32Array.from({ length: 12 }, (_, j) => Number(j === 0)).buffer);
    const photos = await db().photo.findMany({ where: { productId: { in: house.productIds.slice(20, 24) } } });
    await db().photoEmbedding.createMany({
      data: photos.map((photo) => ({ encoderId: other.id, sha256: photo.sha256!, vector })),
    });
    await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: other.id } });
    await search.follow();
    const swapped = await alikeOf(house.productIds[20]!, 1);
    expect([swapped.encoder, swapped.alike.length]).toEqual(["other", 3]);
    await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId: house.encoderId } });
    await search.follow();
  });

  it("are there again after a restart, with what has changed meanwhile", async () => {
    await search.stop();
    const id = house.productIds[16]!;
    const gone = house.productIds[17]!;
    await db().product.update({ where: { id: gone }, data: { delistedAt: new Date() } });
    search = (await serveNeighbours())!;
    const ids = cardsOf(await alikeOf(id, 1, { k: 200, space: "sameGarment" })).map((product) => product.id);
    expect(ids).not.toContain(gone);
    expect(ids.length).toBeGreaterThan(85);
  });

  it("of a photo that holds none are refused with the reason", async () => {
    const body = new Response("no photo at all").body!;
    const found = await nearestToPhoto(by, body);
    expect(found).toMatchObject({ ok: false, code: expect.stringMatching(/invalid|unavailable/) });
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
