import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db } from "../../db";

const Facts = z.array(
  z.object({ id: z.string(), group: z.string(), price: z.number().nullable(), terms: z.array(z.string()) }),
);
export type ItemFacts = z.infer<typeof Facts>[number];

/** Of these products the ones on sale, with what neighbours are filtered by; random marks are left out. */
export async function readFacts(ids: string[]): Promise<ItemFacts[]> {
  const rows = await db().$queryRaw`
    SELECT p.id, p."groupId" AS group, p.price::float8 AS price,
      ARRAY(SELECT t FROM unnest(e.terms) t WHERE t NOT LIKE '~%') AS terms
    FROM "Product" p JOIN "CatalogueEntry" e ON e."productId" = p.id
    WHERE p.id = ANY (${ids}::text[]) AND p."delistedAt" IS NULL`;
  return Facts.parse(rows);
}

const Ids = z.array(z.object({ id: z.string() }));

/** Products on sale with a photo that this encoder has embedded. */
export async function embeddedIds(encoderId: string): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT p.id FROM "Product" p WHERE p."delistedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "Photo" f JOIN "PhotoEmbedding" e ON e.sha256 = f.sha256 AND e."encoderId" = ${encoderId}::uuid
      WHERE f."productId" = p.id AND f."brokenReason" IS NULL)`;
  return Ids.parse(rows).map(({ id }) => id);
}

const News = z.tuple([
  z.object({
    position: z.string(),
    changes: z.array(z.tuple([z.int(), z.string()])),
    encoderId: z.string().nullable(),
    oldest: z.string(),
  }),
]);
export type News = z.infer<typeof News>[0];

/** What has changed since a position: pairs of a change's number and its product. The next position is that of the oldest
 *  transaction still under way, so nothing that commits late is passed over; what was read already comes again. null: only
 *  where things stand. */
export async function readNews(since: string | null): Promise<News> {
  const from = since === null ? Prisma.sql`pg_snapshot_xmax(pg_current_snapshot())` : Prisma.sql`${since}::text::xid8`;
  const rows = await db().$queryRaw`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position,
      (SELECT "encoderId"::text FROM "LiveEncoder") AS "encoderId",
      coalesce((SELECT min(xid::text::numeric)::text FROM "NeighbourChange"), '0') AS oldest,
      coalesce((SELECT jsonb_agg(jsonb_build_array(id, "productId")) FROM "NeighbourChange" WHERE xid >= ${from}), '[]') AS changes`;
  return News.parse(rows)[0];
}

/** Forgets changes that every search process has read long ago. */
export async function forgetOldChanges(): Promise<void> {
  await db().$executeRaw`DELETE FROM "NeighbourChange" WHERE at < now() - interval '2 days'`;
}
