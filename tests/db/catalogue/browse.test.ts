import { beforeAll, describe, expect, it } from "vitest";
import { browse, browseOn, findProducts } from "@/lib/catalogue/browse/data";
import { filtersOf, mostLexemes } from "@/lib/catalogue/browse/rules";
import type { Browsed, BrowsePlace } from "@/lib/catalogue/browse/schema";
import { tilesPerPage } from "@/lib/catalogue/browse/schema";
import { db } from "@/lib/db";
import { type Allowed, allow } from "@/lib/users/allow";
import { makeAllowed, makeFlag, makePhoto, makeProduct, makeUser } from "@/tests/support/factories";

let by: Allowed<"browse">;
let tree: { tops: number; shirts: number; skirts: number };

beforeAll(async () => {
  by = await makeAllowed("reviewer", "browse");
  const tops = await db().category.create({ data: { level: 0, name: "Tops" } });
  const bottoms = await db().category.create({ data: { level: 0, name: "Bottoms" } });
  const target = (name: string, parentId: number) =>
    db().category.create({ data: { level: 1, name, parentId, isTarget: true } });
  const shirts = await target("Shirts", tops.id);
  const skirts = await target("Skirts", bottoms.id);
  await db().category.create({ data: { level: 2, name: "Blouse", parentId: shirts.id } });
  tree = { tops: tops.id, shirts: shirts.id, skirts: skirts.id };
  await db().setting.create({
    data: {
      key: "catalogue.columns",
      value: {
        attributes: [
          { name: "colour", label: "Colour" },
          { name: "fabric", label: "Fabric" },
        ],
        taxonomy: [{ label: "Family", target: true }],
      },
    },
  });
  const garment = (id: string, categoryId: number, values: object, more: object = {}) =>
    makeProduct({ id, categoryId, title: `Garment ${id}`, sourceValues: values, ...more });
  await garment("100-1", shirts.id, { colour: ["Red"], fabric: ["Linen"] }, { title: "Linen blazer shirt", stock: 3 });
  await garment("100-2", shirts.id, { colour: ["Blue"], fabric: ["Linen"] }, { stock: 0, season: "2024" });
  await garment("200-1", skirts.id, { colour: ["Red", "Pink"] }, { description: "Worn with a blazer", season: "2024" });
  await garment("300-1", skirts.id, { colour: ["Café"] }, { sourceSubcategories: {}, stock: 5 });
  await garment("400-1", shirts.id, { colour: ["Red"] }, { sourceSubcategories: { 2: "Blouse" } });
  await garment("500-1", shirts.id, { colour: ["Red"] }, { delistedAt: new Date() });
  await makePhoto("100-1");
  await makePhoto("200-1", { sha256: null, brokenReason: "It is not there." });
});

const look = (query: string, place?: BrowsePlace) => browse(by, filtersOf(new URLSearchParams(query)), place);
const ids = ({ page }: Browsed) => page.tiles.map(({ id }) => id);
const found = async (query: string) => ids(await look(query));

describe("browsing the catalogue", () => {
  it("shows what is listed, by number, and what has left only when asked for", async () => {
    expect(await found("")).toEqual(["100-1", "100-2", "200-1", "300-1", "400-1"]);
    expect(await found("is=delisted")).toEqual(["500-1"]);
    expect((await look("")).total).toEqual({ n: 5, as: "exact" });
  });

  it("takes a node of the taxonomy with all below it, at whatever level", async () => {
    expect(await found(`category=${tree.tops}`)).toEqual(["100-1", "100-2", "400-1"]);
    expect(await found(`category=${tree.skirts}`)).toEqual(["200-1", "300-1"]);
    const blouse = await db().category.findFirstOrThrow({ where: { name: "Blouse" } });
    expect(await found(`category=${blouse.id}`)).toEqual(["400-1"]);
    expect(await found("category=987654")).toEqual([]);
  });

  it("widens by values of one attribute and narrows by another", async () => {
    expect(await found("a.colour=Red&a.colour=Blue")).toEqual(["100-1", "100-2", "200-1", "400-1"]);
    expect(await found("a.colour=Red&a.colour=Blue&a.fabric=Linen")).toEqual(["100-1", "100-2"]);
    expect(await found("season=2024&a.colour=Pink")).toEqual(["200-1"]);
  });

  it("tells in stock, sold out and not counted apart", async () => {
    expect(await found("stock=in")).toEqual(["100-1", "300-1"]);
    expect(await found("stock=out")).toEqual(["100-2"]);
  });

  it("counts a facet without its own choice, and the others with it", async () => {
    const { facets } = await look("a.colour=Red");
    const amounts = (key: string) =>
      Object.fromEntries(facets.facets.find((facet) => facet.key === key)!.values.map((v) => [v.value, v.amount.n]));
    expect(amounts("a.colour")).toEqual({ Red: 3, Blue: 1, Pink: 1, Café: 1 });
    expect(amounts("a.fabric")).toEqual({ Linen: 1 });
    expect(facets.stock.in.n).toBe(1);
    const named = (name: string) => facets.tree.find((node) => node.name === name)!.amount.n;
    expect([named("Tops"), named("Shirts"), named("Blouse"), named("Skirts")]).toEqual([2, 2, 1, 1]);
  });

  it("counts what is without a photo, flagged, corrected and delisted", async () => {
    const { facets } = await look("");
    const n = Object.fromEntries(Object.entries(facets.states).map(([state, amount]) => [state, amount.n]));
    expect(n).toEqual({ flagged: 0, corrected: 0, photoless: 4, delisted: 1 });
    expect(await found("is=photoless")).toEqual(["100-2", "200-1", "300-1", "400-1"]);
  });

  it("leaves out what it does not understand of an address", async () => {
    expect(await found("category=abc&stock=maybe&is=nothing&after=%00&a.=x")).toHaveLength(5);
  });
});

describe("searching", () => {
  it("finds by the beginning of words, whatever their inflection, accents and case", async () => {
    expect(await found("q=LINEN+blaz")).toEqual(["100-1"]);
    expect(await found("q=cafe")).toEqual(["300-1"]);
    expect(await found("q=skirt")).toEqual(["200-1", "300-1"]);
  });

  it("finds words of letters and digits, and of descriptions, by their beginning", async () => {
    await makeProduct({ id: "600-1", title: "Coat", description: "Lined with thermolite2 wadding" });
    expect(await found("q=thermo")).toEqual(["600-1"]);
    await db().product.update({ where: { id: "600-1" }, data: { description: "Lined with thermic wadding" } });
    expect(await found("q=thermo")).toEqual([]);
    expect(await found("q=therm")).toEqual(["600-1"]);
    await db().product.delete({ where: { id: "600-1" } });
  });

  it("finds by a beginning of more words than are listed one by one", async () => {
    const words = Array.from({ length: mostLexemes + 1 }, (_, n) => `quilt${String.fromCharCode(97 + (n % 26))}${n}`);
    await makeProduct({ id: "700-1", title: "Coat", description: words.join(" ") });
    expect(await found("q=quilt")).toEqual(["700-1"]);
    expect(await found("q=quilta")).toEqual(["700-1"]);
    await db().product.delete({ where: { id: "700-1" } });
  });

  it("puts what is called so before what only mentions it", async () => {
    expect(await found("q=blazer")).toEqual(["100-1", "200-1"]);
  });

  it("finds a number, whole or begun, the very one first", async () => {
    expect(await found("q=200-1")).toEqual(["200-1"]);
    expect(await found("q=100")).toEqual(["100-1", "100-2"]);
  });

  it("takes a word that is nowhere for the nearest one, and says so", async () => {
    const searched = await look("q=linnen+blazr");
    expect(ids(searched)).toEqual(["100-1"]);
    expect(searched.corrected).toBe("linen blazer");
    expect((await look("q=linen")).corrected).toBeNull();
  });

  it("finds the same for a picture, with all photos of each", async () => {
    const products = await findProducts(by, "linnen blazer");
    expect(products[0]).toMatchObject({ id: "100-1", photos: [{ width: 300 }] });
    expect((await findProducts(by, "")).map(({ id }) => id)).toEqual(["100-1", "100-2", "200-1", "300-1", "400-1"]);
  });

  it("finds nothing where nothing comes close, and nothing breaks on signs", async () => {
    expect(await found("q=zzzzqqqq")).toEqual([]);
    for (const q of ["'", "a & | ! :*", "\\", "%", "  ", "💃", "x".repeat(500)])
      await expect(look(new URLSearchParams({ q }).toString())).resolves.toBeDefined();
  });
});

describe("an entry follows its product in the same transaction", () => {
  it("through a correction and back", async () => {
    const { id } = await makeProduct({ id: "600-1", categoryId: tree.shirts, sourceValues: { colour: ["Green"] } });
    await db().product.update({ where: { id }, data: { correctedCategoryId: tree.skirts } });
    expect(await found(`category=${tree.skirts}&is=corrected`)).toEqual(["600-1"]);
    await db().product.update({ where: { id }, data: { correctedCategoryId: null } });
    expect(await found("is=corrected")).toEqual([]);
    expect(await found(`category=${tree.shirts}&a.colour=Green`)).toEqual(["600-1"]);
  });

  it("through flags, photos, stock and delisting", async () => {
    const { id } = await makeProduct({ id: "700-1", categoryId: tree.shirts, stock: 1 });
    await makeFlag({ productId: id, proposedCategoryId: tree.skirts });
    expect(await found("is=flagged")).toEqual(["700-1"]);
    expect(await found("is=photoless&is=flagged")).toEqual(["700-1"]);
    const photo = await makePhoto(id);
    expect(await found("is=photoless&is=flagged")).toEqual([]);
    await db().photo.delete({ where: { id: photo.id } });
    expect(await found("is=photoless&is=flagged")).toEqual(["700-1"]);
    await db().product.update({ where: { id }, data: { stock: 0 } });
    expect(await found("stock=out&is=flagged")).toEqual(["700-1"]);
    await db().product.update({ where: { id }, data: { delistedAt: new Date() } });
    expect(await found("is=flagged")).toEqual([]);
  });

  it("however long a field is", async () => {
    const long = "long ".repeat(400_000);
    await makeProduct({
      id: "800-1",
      categoryId: tree.shirts,
      title: long,
      description: long,
      season: long,
      sourceValues: { colour: [long], [long.slice(0, 5_000)]: ["x"] },
    });
    expect(await found("q=800-1")).toEqual(["800-1"]);
    await db().product.delete({ where: { id: "800-1" } });
    expect(await found("q=800-1")).toEqual([]);
  });
});

describe("paging", () => {
  it("goes through every product once, forwards and backwards", async () => {
    const ids = Array.from({ length: 2 * tilesPerPage + 5 }, (_, i) => `page-${String(i).padStart(3, "0")}`);
    await db().product.createMany({
      data: ids.map((id) => ({ id, groupId: id, isHoldout: false, title: "Paged", sourceCategoryId: tree.skirts })),
    });
    for (const query of ["q=paged", "q=page"]) {
      const filters = filtersOf(new URLSearchParams(query));
      const first = (await browse(by, filters)).page;
      expect(first.previous).toBeNull();
      const forwards = [first];
      while (forwards.at(-1)!.next) forwards.push(await on({ after: forwards.at(-1)!.next! }));
      expect(forwards.map((page) => page.tiles.length)).toEqual([tilesPerPage, tilesPerPage, 5]);
      expect(forwards.flatMap((page) => page.tiles.map(({ id }) => id))).toEqual(ids);
      const back = await on({ before: forwards[2]!.previous! });
      expect(back.tiles).toEqual(forwards[1]!.tiles);
      const start = await on({ before: back.previous! });
      expect(start.tiles).toEqual(first.tiles);
      expect(start.previous).toBeNull();

      async function on(place: BrowsePlace) {
        const result = await browseOn(by, filters, place);
        if (!result.ok) throw new Error(result.code);
        return result.value;
      }
    }
  });

  it("refuses a place that is none", async () => {
    expect(await browseOn(by, filtersOf(new URLSearchParams()), { after: "somewhere" })).toMatchObject({
      ok: false,
      code: "invalid",
    });
  });
});

describe("more than ten thousand", () => {
  it("are estimated from a random part, and walked tier by tier", async () => {
    await db().$executeRaw`
      INSERT INTO "Product" (id, "groupId", "isHoldout", title, description, "sourceCategoryId", "sourceValues")
      SELECT 'many-' || lpad(i::text, 5, '0'), 'many', false, CASE WHEN i % 100 = 0 THEN 'Kaftan' ELSE 'Tunic' END,
        'A kaftan or a tunic', ${tree.skirts}::int, jsonb_build_object('colour', jsonb_build_array('Shade ' || i % 4))
      FROM generate_series(1, 12000) i`;
    const searched = await look("q=kaftan");
    expect(searched.total.as).toBe("about");
    expect(Math.abs(searched.total.n - 12_000)).toBeLessThan(1_800);
    const shade = searched.facets.facets
      .find(({ key }) => key === "a.colour")!
      .values.find((v) => v.value === "Shade 1")!;
    expect(Math.abs(shade.amount.n - 3_000)).toBeLessThan(900);
    // 120 are called so, the others mention it: the third page begins with those.
    const filters = filtersOf(new URLSearchParams("q=kaftan"));
    let page = searched.page;
    const seen = [...page.tiles];
    for (let turn = 0; turn < 2; turn++) {
      const next = await browseOn(by, filters, { after: page.next! });
      if (!next.ok) throw new Error(next.code);
      page = next.value;
      seen.push(...page.tiles);
    }
    expect(seen.map(({ title }) => title)).toEqual([...Array(120).fill("Kaftan"), ...Array(60).fill("Tunic")]);
    const back = await browseOn(by, filters, { before: page.previous! });
    expect(back).toMatchObject({ ok: true, value: { tiles: seen.slice(60, 120) } });
  });
});

it("is not for stylists", async () => {
  const stylist = await makeUser("stylist");
  expect(await allow(stylist.id, "browse")).toMatchObject({ ok: false, code: "not-allowed" });
});
