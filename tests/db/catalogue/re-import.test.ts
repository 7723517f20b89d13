import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { db } from "@/lib/db";
import { raiseSourceFlags } from "@/lib/flags/source-changes/raise-source-flags";
import { asSystem } from "@/lib/users/allow";
import {
  by,
  closePlace,
  csv,
  file,
  id,
  mapping,
  nextTest,
  openPlace,
  product,
  report,
} from "@/tests/support/catalogue-file";
import { correctProduct } from "@/tests/support/correct-product";

beforeAll(openPlace);
beforeEach(nextTest);
afterAll(closePlace);

const whole = async (rows: Parameters<typeof csv>[0], more: object = {}) => {
  const result = await importCatalogue(by, {
    file: file(csv(rows)),
    mapping,
    source: id("feed"),
    isWhole: true,
    ...more,
  });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
};

it("a source that takes a correction over has it delivered; the correction stays", async () => {
  await report(csv([{}]));
  const fixId = await correctProduct(id("0-A"), { colour: ["PINK"] });
  expect(await report(csv([{ colour: "RED" }]))).toMatchObject({ unchanged: 1, delivered: 0 });
  expect(await report(csv([{ colour: "PINK" }]))).toMatchObject({ changed: 1, delivered: 1, contested: 0 });
  expect(await db().fix.findUniqueOrThrow({ where: { id: fixId } })).toMatchObject({
    deliveredAt: expect.any(Date),
    revertedAt: null,
  });
  expect(await product("0-A")).toMatchObject({
    sourceValues: { colour: ["PINK"] },
    correctedValues: { colour: ["PINK"] },
  });
  expect(await report(csv([{ colour: "PINK" }]))).toMatchObject({ unchanged: 1, delivered: 0 });
});

it("a third value becomes a flag for reviewers while the correction holds; asked once", async () => {
  const group = await visibleGroup();
  const row = { id: `${group}-A` };
  await report(csv([row]));
  await correctProduct(row.id, { colour: ["PINK"] });
  const found = await report(csv([{ ...row, colour: "GREEN" }]));
  expect(found).toMatchObject({ changed: 1, delivered: 0, contested: 1 });
  const job = asSystem("job", "test");
  expect(await raiseSourceFlags(job, found)).toMatchObject({ raised: 1 });
  expect(await raiseSourceFlags(job, found)).toMatchObject({ raised: 0, renewed: 1 });
  expect(await db().flag.findFirstOrThrow({ where: { productId: row.id } })).toMatchObject({
    kind: "attribute",
    attribute: "colour",
    status: "open",
    givenValues: ["PINK"],
    proposedValues: ["GREEN"],
  });
  expect((await db().product.findUniqueOrThrow({ where: { id: row.id } })).values).toMatchObject({ colour: ["PINK"] });
});

it("a whole feed delists what it no longer names, with an audit row each, and lists it again", async () => {
  await whole([{}, {}, {}]);
  expect(await whole([{}, {}])).toMatchObject({ unchanged: 2, delisted: 1 });
  expect((await product("2-A")).delistedAt).not.toBeNull();
  expect(await db().auditEntry.count({ where: { action: "product.delisted", subjectId: id("2-A") } })).toBe(1);
  expect(await whole([{}, {}])).toMatchObject({ delisted: 0 });
  expect(await whole([{}, {}, {}])).toMatchObject({ changed: 1, delisted: 0 });
  expect((await product("2-A")).delistedAt).toBeNull();
});

it("a product whose row is refused is not gone, nor are those of another feed", async () => {
  await whole([{}, {}]);
  await whole([{ id: id("other-A") }], { source: id("other feed") });
  expect(await whole([{}, { price: "free" }])).toMatchObject({ refused: 1, delisted: 0 });
  expect((await db().product.findUniqueOrThrow({ where: { id: id("other-A") } })).delistedAt).toBeNull();
});

it("a file that was cut off empties nothing: neither one that ends in a quote, nor one that leaves most products out", async () => {
  const rows = Array.from({ length: 60 }, () => ({ photo: "" }));
  await whole(rows);
  const cut = await whole([{}, { name: '"open' }]);
  expect(cut).toMatchObject({ delisted: 0, notes: ["Nothing was delisted: the file could not be read to its end."] });
  const short = await whole(rows.slice(0, 30));
  expect(short.delisted).toBe(0);
  expect(short.notes[0]).toContain("leaves out 30 products, more than the 20 that may go");
  expect(await whole(rows.slice(0, 30), { mayDelist: 30 })).toMatchObject({ delisted: 30 });
});

/** A garment model outside the holdout, of which nothing is asked. */
async function visibleGroup(): Promise<string> {
  const { isHoldoutGroup } = await import("@/lib/catalogue/holdout");
  for (let i = 0; ; i++) if (!isHoldoutGroup(id(`g${i}`))) return id(`g${i}`);
}
