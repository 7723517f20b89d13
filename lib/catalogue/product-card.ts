import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { CatalogueColumns, ProductCard } from "./schema";

const Values = z.record(z.string(), z.array(z.string()));

/** A card as Postgres builds it; `toCard` puts the workspace's column names to its values. */
export const CardRow = z.object({
  id: z.string(),
  groupId: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  season: z.string().nullable(),
  price: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  stock: z.int().nullable(),
  category: z.object({ id: z.int(), name: z.string() }).nullable(),
  values: Values,
  corrected: Values,
  photos: z.array(z.object({ sha256: z.string(), width: z.int(), height: z.int() })),
});
export type CardRow = z.infer<typeof CardRow>;

/** What screens show of product `id`, as JSON, inside another statement: a lease that asked for its cards afterwards
 *  would go to the database four times more. Null for an unknown id. */
export const cardJson = (id: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT json_build_object('id', garment.id, 'groupId', garment."groupId", 'title', garment.title, 'description', garment.description,
    'season', garment.season, 'stock', garment.stock, 'values', garment.values, 'corrected', garment."correctedValues",
    'price', CASE WHEN garment.price IS NOT NULL THEN
      json_build_object('amount', garment.price::text, 'currency', coalesce(garment.currency, '')) END,
    'category', (SELECT json_build_object('id', c.id, 'name', c.name) FROM "Category" c WHERE c.id = garment."categoryId"),
    'photos', coalesce((
      SELECT json_agg(json_build_object('sha256', f.sha256, 'width', coalesce(f.width, 0),
        'height', coalesce(f.height, 0)) ORDER BY f.position)
      FROM "Photo" f WHERE f."productId" = garment.id AND f.sha256 IS NOT NULL AND f."brokenReason" IS NULL), '[]'))
  FROM "Product" garment WHERE garment.id = ${id})`;

export function toCard({ values, corrected, ...row }: CardRow, columns: CatalogueColumns): ProductCard {
  return {
    ...row,
    attributes: columns.attributes
      .filter(({ name }) => values[name]?.length)
      .map(({ name, label }) => ({ name, label, values: values[name]!, isCorrected: name in corrected })),
  };
}
