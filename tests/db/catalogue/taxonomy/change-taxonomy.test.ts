import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { Taxonomy } from "@/lib/catalogue/import/taxonomy";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { taxonomy } from "@/lib/catalogue/taxonomy/data";
import { moveCategory } from "@/lib/catalogue/taxonomy/move-category";
import { removeCategory } from "@/lib/catalogue/taxonomy/remove-category";
import { renameCategory } from "@/lib/catalogue/taxonomy/rename-category";
import { db } from "@/lib/db";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeCategory, makeProduct, makeUser } from "@/tests/support/factories";

const by = () => makeAllowed("manager", "oversee");
const word = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;
const mapping = CatalogueMapping.parse({
  id: "id",
  group: { column: "id" },
  title: "title",
  taxonomy: [
    { column: "family", label: "Family" },
    { column: "category", label: "Category", target: true },
  ],
});
/** What an import makes of rows with these two levels. */
async function importRows(rows: [string, string][]) {
  const tree = await Taxonomy.open(mapping);
  const places = await tree.place(rows.map((path) => ({ path })) as never);
  await tree.settle();
  return places.map(({ categoryId }) => categoryId);
}
const trail = async (id: number) =>
  (
    await db().auditEntry.findMany({ where: { subject: "Category", subjectId: String(id) }, orderBy: { at: "asc" } })
  ).map(({ action, before, after }) => ({ action, before, after }));

it("a renamed category is still meant by the files that use its old name, and found by its new one", async () => {
  const [old, name] = [word("Jerseys"), word("Knitwear")];
  const category = await makeCategory({ name: old });
  const product = await makeProduct({ categoryId: category.id });
  await renameCategory(await by(), { categoryId: category.id, name });
  await renameCategory(await by(), { categoryId: category.id, name });
  expect(await importRows([["Tops", old]])).toEqual([category.id]);
  expect(await importRows([["Tops", name]])).toEqual([category.id]);
  expect(await db().category.count({ where: { name: old } })).toBe(0);
  const found = await db().$queryRaw<{ hit: boolean }[]>`
    SELECT words @@ plainto_tsquery('simple', ${name}) AS hit FROM "CatalogueEntry" WHERE "productId" = ${product.id}`;
  expect(found).toEqual([{ hit: true }]);
  expect(await trail(category.id)).toEqual([{ action: "category.renamed", before: { name: old }, after: { name } }]);
  const node = (await taxonomy(await by())).nodes.find(({ id }) => id === category.id);
  expect(node).toMatchObject({ name, aliases: [old], products: 1, isUnused: false });
});

it("its old name is free for it alone", async () => {
  const [old, name] = [word("Coats"), word("Outerwear")];
  const category = await makeCategory({ name: old });
  const other = await makeCategory();
  await renameCategory(await by(), { categoryId: category.id, name });
  expect(await renameCategory(await by(), { categoryId: other.id, name: old })).toMatchObject({ code: "invalid" });
  expect(await renameCategory(await by(), { categoryId: other.id, name })).toMatchObject({ code: "invalid" });
  expect(await renameCategory(await by(), { categoryId: category.id, name: old })).toMatchObject({ ok: true });
  expect(await importRows([["Tops", name]])).toEqual([category.id]);
});

it("a moved category stays where it was put when the same file comes again", async () => {
  const names = [word("Accessories"), word("Shoes")] as const;
  const [family, category] = [word("Clothing"), word("Sandals")];
  const [id] = await importRows([[family, category]]);
  const [accessories] = await Promise.all([makeCategory({ level: 0, isTarget: false, name: names[0] })]);
  expect(await moveCategory(await by(), { categoryId: id!, parentId: accessories!.id })).toMatchObject({ ok: true });
  await importRows([[family, category]]);
  expect((await db().category.findUniqueOrThrow({ where: { id: id! } })).parentId).toBe(accessories!.id);
  expect(await trail(id!)).toEqual([
    { action: "category.moved", before: { parent: family }, after: { parent: names[0] } },
  ]);
});

it("a category hangs on the level above alone, and what is finer than products are filed stays the file's", async () => {
  const [one, two] = [await makeCategory(), await makeCategory()];
  const fine = await makeCategory({ level: 2, isTarget: false, parentId: one.id });
  const manager = await by();
  expect(await moveCategory(manager, { categoryId: one.id, parentId: two.id })).toMatchObject({ code: "invalid" });
  expect(await moveCategory(manager, { categoryId: one.id, parentId: 99_999_999 })).toMatchObject({
    code: "not-found",
  });
  expect(await renameCategory(manager, { categoryId: fine.id, name: "Finer" })).toMatchObject({ code: "invalid" });
  expect(await trail(one.id)).toEqual([]);
});

it("an empty one can be taken out, once; one that holds a product can't", async () => {
  const [empty, full] = [await makeCategory(), await makeCategory()];
  await makeProduct({ categoryId: full.id, delistedAt: new Date() });
  const manager = await by();
  expect(await removeCategory(manager, { categoryId: full.id })).toMatchObject({ code: "invalid" });
  expect(await removeCategory(manager, { categoryId: empty.id })).toMatchObject({ ok: true });
  expect(await removeCategory(manager, { categoryId: empty.id })).toMatchObject({ code: "not-found" });
  expect(await trail(empty.id)).toMatchObject([{ action: "category.removed", before: { name: empty.name } }]);
  expect(await allow((await makeUser("reviewer")).id, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
});
