import { z } from "zod";
import { db } from "../../../db";
import type { StandingProduct } from "../../import/rules";
import { photoUrl } from "../../schema";

const Row = z.object({
  id: z.string(),
  groupId: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  season: z.string().nullable(),
  price: z.string().nullable(),
  currency: z.string().nullable(),
  stock: z.int().nullable(),
  category: z.string().nullable(),
  subcategories: z.record(z.string(), z.string()),
  values: z.record(z.string(), z.array(z.string())),
  photoNames: z.array(z.string()),
  isDelisted: z.boolean(),
});

/** These products as their source has told them so far, by id; ids that are not in the catalogue are absent. */
export async function standingProducts(ids: string[]): Promise<Map<string, StandingProduct>> {
  const rows = await db().$queryRaw`
    SELECT p.id, p."groupId", p.title, p.description, p.season, p.price::text AS price, p.currency, p.stock,
      c.name AS category, p."sourceSubcategories" AS subcategories, p."sourceValues" AS values,
      coalesce((SELECT array_agg(f."fileName" ORDER BY f.position) FROM "Photo" f WHERE f."productId" = p.id), '{}')
        AS "photoNames", p."delistedAt" IS NOT NULL AS "isDelisted"
    FROM "Product" p LEFT JOIN "Category" c ON c.id = p."sourceCategoryId" WHERE p.id = ANY (${ids}::text[])`;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((row) => [row.id, row]),
  );
}

/** Where the first photo of these products is shown from, by id; absent where there is none. */
export async function shownPhotos(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().photo.findMany({
    where: { productId: { in: ids }, sha256: { not: null }, brokenReason: null },
    orderBy: { position: "desc" },
    select: { productId: true, sha256: true },
  });
  // The last one of a product that is set is its first photo.
  return new Map(rows.map(({ productId, sha256 }) => [productId, photoUrl(sha256!, "thumb")]));
}
