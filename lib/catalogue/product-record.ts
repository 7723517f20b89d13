import { z } from "zod";
import { db } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { productCards } from "./data";
import type { ProductRecord } from "./schema";

const Values = z.record(z.string(), z.array(z.string()));
const Below = z.record(z.string(), z.string());
const othersShown = 12;

/** All that the catalogue itself holds of a product, and the other colours of its garment model. */
export async function productRecord(_by: Allowed<"browse">, id: string): Promise<Result<ProductRecord, "not-found">> {
  const [cards, row] = await Promise.all([
    productCards([id]),
    db().product.findUnique({
      where: { id },
      select: {
        groupId: true,
        sourceValues: true,
        sourceSubcategories: true,
        correctedCategoryId: true,
        createdAt: true,
        updatedAt: true,
        delistedAt: true,
        sourceCategory: { select: { name: true } },
        import: { select: { fileName: true, startedAt: true } },
        photos: { where: { brokenReason: { not: null } }, select: { fileName: true, brokenReason: true } },
      },
    }),
  ]);
  const card = cards.get(id);
  if (!card || !row) return fail("not-found", `There is no product ${id} in the catalogue.`);
  const [path, siblings] = await Promise.all([
    pathTo(card.category?.id ?? null),
    db().product.findMany({
      where: { groupId: row.groupId, id: { not: id }, delistedAt: null },
      orderBy: { id: "asc" },
      take: othersShown,
      select: { id: true },
    }),
  ]);
  const below = row.correctedCategoryId === null ? Object.entries(Below.parse(row.sourceSubcategories)) : [];
  const others = await productCards(siblings.map((sibling) => sibling.id));
  return ok({
    ...card,
    path: [...path, ...below.sort(([a], [b]) => Number(a) - Number(b)).map(([, name]) => ({ id: null, name }))],
    source: { category: row.sourceCategory?.name ?? null, values: Values.parse(row.sourceValues) },
    isCategoryCorrected: row.correctedCategoryId !== null,
    brokenPhotos: row.photos.map(({ fileName, brokenReason }) => ({ fileName, reason: brokenReason ?? "" })),
    importedFrom: row.import && { fileName: row.import.fileName, at: row.import.startedAt.toISOString() },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    delistedAt: row.delistedAt?.toISOString() ?? null,
    otherColours: siblings.flatMap((sibling) => others.get(sibling.id) ?? []),
  });
}

/** The category with what stands above it, from the root. */
async function pathTo(categoryId: number | null): Promise<{ id: number; name: string }[]> {
  if (categoryId === null) return [];
  const rows = await db().$queryRaw`
    WITH RECURSIVE up AS (
      SELECT id, name, level, "parentId" FROM "Category" WHERE id = ${categoryId}
      UNION ALL SELECT c.id, c.name, c.level, c."parentId" FROM up JOIN "Category" c ON c.id = up."parentId")
    SELECT id, name FROM up ORDER BY level`;
  return z.array(z.object({ id: z.int(), name: z.string() })).parse(rows);
}
