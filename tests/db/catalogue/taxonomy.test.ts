import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { categoryTree } from "@/lib/catalogue/data";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
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
  product,
  report,
} from "@/tests/support/catalogue-file";

beforeAll(openPlace);
beforeEach(nextTest);
afterAll(closePlace);

describe("the taxonomy", () => {
  const parentOf = async (name: string, level = 1) => {
    const node = await db().category.findUniqueOrThrow({
      where: { level_name: { level, name } },
      include: { parent: true },
    });
    return node.parent?.name ?? null;
  };

  it("is a tree whose parents are those that most rows name", async () => {
    const family = id("Coats");
    await report(
      csv([
        { family, division: "Outer" },
        { family, division: "Outer" },
        { family, division: "Mistyped" },
      ]),
    );
    expect(await parentOf(family)).toBe("Outer");
    expect(await product("0-A")).toMatchObject({ sourceSubcategories: { 2: "Blouse" } });
  });

  it("is not rebuilt by a small addition, but by a file that holds most of the branch", async () => {
    const family = id("Knits");
    const rows = [
      { family, division: "Winter" },
      { family, division: "Winter" },
      { family, division: "Winter" },
    ];
    await report(csv(rows));
    await report(csv([{ id: id("extra-A"), family, division: "Summer" }]));
    expect(await parentOf(family)).toBe("Winter");
    await report(csv(rows.map((row) => ({ ...row, division: "Spring" }))));
    expect(await parentOf(family)).toBe("Spring");
  });

  it("counts products in each node and above it, corrected ones where they were moved", async () => {
    const [division, family, type] = [id("Legs"), id("Jeans"), id("Slim")];
    await report(
      csv([
        { division, family, type },
        { division, family, type },
        { division, family, type: id("Wide") },
      ]),
    );
    const other = await db().category.create({ data: { level: 1, name: id("Other"), isTarget: true } });
    await db().product.update({ where: { id: id("0-A") }, data: { correctedCategoryId: other.id } });
    const tree = new Map((await categoryTree()).map((node) => [node.name, node]));
    expect([division, family, type].map((name) => tree.get(name)!.products)).toEqual([2, 2, 1]);
    expect(tree.get(family)).toMatchObject({ isTarget: true, level: 1, parentId: tree.get(division)!.id });
  });

  it("stands on the target level that is there when a second file has other levels", async () => {
    const family = id("Hats");
    const flat = { ...mapping, taxonomy: [{ column: "family", label: "Family", target: true }] };
    const result = await importCatalogue(by, { file: file(csv([{ family }])), mapping: flat });
    expect(result.ok).toBe(true);
    expect(await db().category.findFirst({ where: { name: family } })).toMatchObject({
      level: 1,
      isTarget: true,
      parentId: null,
    });
  });

  it("leaves a product without a category where the cell is empty", async () => {
    await report(csv([{ family: "" }]));
    expect(await card("0-A")).toMatchObject({ category: null });
  });
});
