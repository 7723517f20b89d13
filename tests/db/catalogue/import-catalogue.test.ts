import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isHoldoutGroup } from "@/lib/catalogue/holdout";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { photoPath } from "@/lib/catalogue/store-photo";
import { db } from "@/lib/db";
import {
  by,
  card,
  closePlace,
  csv,
  file,
  id,
  mapping,
  nextTest,
  openPlace,
  place,
  product,
  report,
} from "@/tests/support/catalogue-file";
import { makeAllowed } from "@/tests/support/factories";

beforeAll(openPlace);
beforeEach(nextTest);
afterAll(closePlace);

describe("importing a catalogue", () => {
  it("brings in products with their values, category and photos", async () => {
    const found = await report(
      csv([
        { back: "images/green.jpg", style: "work|casual" },
        { stock: "", price: "" },
      ]),
    );
    expect(found).toMatchObject({
      rows: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      refused: 0,
      brokenPhotos: 0,
      refusals: [],
    });
    const { photos, ...rest } = await card("0-A");
    expect(rest).toEqual({
      id: id("0-A"),
      groupId: id("0"),
      title: "Red shirt",
      description: null,
      season: null,
      price: { amount: "19.90", currency: "EUR" },
      stock: 3,
      category: { id: expect.any(Number), name: "Shirts" },
      attributes: [
        { name: "colour", label: "Colour", values: ["RED"], isCorrected: false },
        { name: "style", label: "Style", values: ["work", "casual"], isCorrected: false },
      ],
    });
    expect(photos.map(({ width, height }) => [width, height])).toEqual([
      [60, 80],
      [61, 80],
    ]);
    expect(readFileSync(photoPath(photos[0]!.sha256))).toEqual(readFileSync(join(place.folder, "images", "red.jpg")));
    expect(await card("1-A")).toMatchObject({ price: null, stock: null });
  });

  it("changes nothing when the same file comes again", async () => {
    const content = csv([{}, { photo: "images/blue.jpg" }]);
    await report(content);
    const before = await product("1-A");
    expect(await report(content)).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2 });
    expect(await product("1-A")).toEqual(before);
  });

  it("counts what differs: a value, a photo's content or one photo more", async () => {
    await report(csv([{}, {}, {}, {}]));
    const again = csv([{ price: "15.00" }, { photo: "images/white.jpg" }, { back: "images/green.jpg" }, {}]);
    expect(await report(again)).toMatchObject({ added: 0, changed: 3, unchanged: 1 });
    expect((await card("0-A")).price?.amount).toBe("15.00");
    expect((await card("1-A")).photos[0]?.width).toBe(63);
    expect((await card("2-A")).photos).toHaveLength(2);
    expect(await report(csv([{}, {}, {}, {}]))).toMatchObject({ changed: 3 });
    expect((await card("2-A")).photos).toHaveLength(1);
  });

  it("touches the source only: a correction stays when the source changes", async () => {
    await report(csv([{}]));
    const other = await db().category.create({ data: { level: 1, name: id("Dresses"), isTarget: true } });
    await db().product.update({
      where: { id: id("0-A") },
      data: { correctedCategoryId: other.id, correctedValues: { colour: ["PINK"] } },
    });
    expect(await report(csv([{ colour: "ORANGE", family: "Jackets" }]))).toMatchObject({ changed: 1 });
    expect(await product("0-A")).toMatchObject({
      correctedCategoryId: other.id,
      categoryId: other.id,
      sourceValues: { colour: ["ORANGE"] },
      values: { colour: ["PINK"] },
    });
    expect(await card("0-A")).toMatchObject({
      category: { id: other.id },
      attributes: [{ values: ["PINK"], isCorrected: true }],
    });
  });

  it("lists a delisted product again when the file names it", async () => {
    await report(csv([{}]));
    await db().product.update({ where: { id: id("0-A") }, data: { delistedAt: new Date() } });
    expect(await report(csv([{}]))).toMatchObject({ changed: 1 });
    expect((await product("0-A")).delistedAt).toBeNull();
  });

  it("puts all colour-ways of a garment model on the same side of the holdout", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ id: id(`${i >> 1}-${i % 2 ? "RED" : "BLUE"}`) }));
    await report(csv(rows));
    const products = await db().product.findMany({ where: { id: { in: rows.map((row) => row.id) } } });
    expect(products).toHaveLength(60);
    for (const one of products) expect(one.isHoldout).toBe(isHoldoutGroup(one.groupId));
  });

  it("leaves an Import with its counts and an audit row behind, and sends no job before an encoder is live", async () => {
    const { importId } = await report(csv([{}, { price: "free" }]));
    expect(await db().import.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({
      kind: "catalogue",
      status: "finished",
      rows: 2,
      added: 1,
      refused: 1,
      finishedAt: expect.any(Date),
      refusals: [{ kind: "row", line: 3, column: "price", reason: '"free" is no price.' }],
    });
    expect(await db().auditEntry.findFirst({ where: { subjectId: importId } })).toMatchObject({
      action: "catalogue.imported",
      actorName: "test",
    });
  });

  it("writes down which person imported", async () => {
    const admin = await makeAllowed("admin", "administer");
    const result = await importCatalogue(admin, { file: file(csv([{}])), mapping });
    const importId = result.ok ? result.value.importId : "";
    expect((await db().import.findUniqueOrThrow({ where: { id: importId } })).byId).toBe(admin.userId);
  });

  it("reads many batches with the counts of all", async () => {
    const rows = Array.from({ length: 2_500 }, () => ({ photo: "" }));
    const seen: number[] = [];
    const result = await importCatalogue(
      by,
      { file: file(csv(rows)), mapping },
      { onProgress: ({ rows: done }) => seen.push(done) },
    );
    expect(result).toMatchObject({ ok: true, value: { rows: 2_500, added: 2_500 } });
    expect(seen).toEqual([1_000, 2_000, 2_500, 2_500]);
  });

  it("can be stopped between rows: what went in stays, and the import is marked cancelled", async () => {
    const stop = new AbortController();
    const rows = Array.from({ length: 2_500 }, () => ({ photo: "" }));
    const work = importCatalogue(
      by,
      { file: file(csv(rows)), mapping },
      { onProgress: () => stop.abort(new Error("stopped")), signal: stop.signal },
    );
    await expect(work).rejects.toThrow("stopped");
    expect(await db().product.count({ where: { id: { startsWith: id("") } } })).toBe(1_000);
    expect(await db().import.findFirst({ orderBy: { startedAt: "desc" } })).toMatchObject({
      status: "cancelled",
      added: 1_000,
    });
  });
});
