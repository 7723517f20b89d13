import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importOutfits, type OutfitSource } from "@/lib/catalogue/import-outfits";
import type { ImportReport } from "@/lib/catalogue/schema";
import { db } from "@/lib/db";
import { asSystem } from "@/lib/users/allow";
import { makeProduct } from "@/tests/support/factories";

const by = asSystem("commandLine", "test");
let folder: string;
let ids: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-outfits-"));
  ids = await Promise.all(Array.from({ length: 4 }, async () => (await makeProduct()).id));
});
afterAll(() => rmSync(folder, { recursive: true }));

let test = 0;
const given = (
  rows: [string, number | string][],
  change: Partial<OutfitSource> & { head?: string } = {},
): OutfitSource => {
  const { head = "outfit_id,product_id", ...rest } = change;
  const file = join(folder, `${test++}.csv`);
  writeFileSync(
    file,
    [
      head,
      ...rows.map(([outfit, product]) => `${outfit},${typeof product === "number" ? ids[product] : product}`),
    ].join("\n"),
  );
  return { file, source: `source ${file}`, ...rest };
};
async function report(source: OutfitSource): Promise<ImportReport> {
  const result = await importOutfits(by, source);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}
const itemsOf = async (source: string) => {
  const outfits = await db().outfit.findMany({
    where: { source },
    orderBy: { externalId: "asc" },
    include: { items: { orderBy: { position: "asc" } } },
  });
  return outfits.map((outfit) => [outfit.externalId, ...outfit.items.map((item) => ids.indexOf(item.productId))]);
};

it("brings in outfits with their items in the order of the file, also when their rows are not together", async () => {
  const source = given([
    ["a", 2],
    ["b", 0],
    ["a", 1],
    ["b", 3],
  ]);
  expect(await report(source)).toMatchObject({ rows: 4, added: 2, changed: 0, unchanged: 0, refused: 0 });
  expect(await itemsOf(source.source)).toEqual([
    ["a", 2, 1],
    ["b", 0, 3],
  ]);
});

it("changes nothing the second time, and only what differs the third", async () => {
  const source = given([
    ["a", 0],
    ["a", 1],
    ["b", 2],
    ["b", 3],
  ]);
  await report(source);
  expect(await report(source)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  const other = given(
    [
      ["a", 0],
      ["a", 3],
      ["b", 2],
      ["b", 3],
      ["c", 1],
    ],
    { source: source.source },
  );
  expect(await report(other)).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  expect(await itemsOf(source.source)).toEqual([
    ["a", 0, 3],
    ["b", 2, 3],
    ["c", 1],
  ]);
});

it("keeps the outfits of two sources apart", async () => {
  const [first, second] = [
    given([
      ["1", 0],
      ["1", 1],
    ]),
    given([
      ["1", 2],
      ["1", 3],
    ]),
  ];
  await report(first);
  await report(second);
  expect(await itemsOf(first.source)).toEqual([["1", 0, 1]]);
  expect(await itemsOf(second.source)).toEqual([["1", 2, 3]]);
});

it("refuses unknown products, empty cells and items that stand twice, by line, and takes the rest", async () => {
  const source = given([
    ["a", 0],
    ["a", "nobody"],
    ["a", 0],
    ["", 1],
    ["a", 1],
    ["b,c", 1],
  ]);
  const found = await report(source);
  expect(found).toMatchObject({ rows: 6, added: 1, refused: 4 });
  expect(found.refusals.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [3, "product_id", 'There is no product "nobody" in the catalogue.'],
    [4, "product_id", `"${ids[0]}" stands in outfit "a" already.`],
    [5, "outfit_id", "The cell is empty."],
    [7, null, "The row has 3 cells, the first line 2."],
  ]);
  expect(await itemsOf(source.source)).toEqual([["a", 0, 1]]);
});

it("finds MANGO's columns by their names, and takes others when they are named", async () => {
  expect(await report(given([["1", 0]], { head: "cod_outfit,cod_modelo_color" }))).toMatchObject({ added: 1 });
  const own = { head: "look,garment", outfitColumn: "look", productColumn: "garment" };
  expect(await report(given([["1", 0]], own))).toMatchObject({ added: 1 });
});

it("says which columns are missing, and imports nothing", async () => {
  const before = await db().import.count();
  expect(await importOutfits(by, given([["1", 0]], { head: "look,garment" }))).toMatchObject({
    ok: false,
    code: "invalid",
    detail: 'The file has no columns "outfit_id", "product_id"; it has "look", "garment".',
  });
  expect(await importOutfits(by, { file: join(folder, "none.csv"), source: "x" })).toMatchObject({
    ok: false,
    code: "not-found",
  });
  expect(await importOutfits(by, { ...given([["1", 0]]), source: " " })).toMatchObject({ ok: false, code: "invalid" });
  expect(await db().import.count()).toBe(before);
});

it("leaves an Import and an audit row with the source behind", async () => {
  const source = given([["a", 0]]);
  const { importId } = await report(source);
  expect(await db().import.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({
    kind: "outfits",
    status: "finished",
    added: 1,
  });
  expect(await db().auditEntry.findFirst({ where: { subjectId: importId } })).toMatchObject({
    after: { source: source.source },
  });
});
