import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared, type Tx } from "../db";
import { CardRow, cardJson } from "./product-card";

/** The cards of these products, in no order; ids that are not there are absent. */
export async function readCards(ids: string[]): Promise<CardRow[]> {
  const rows = await db().$queryRaw`
    SELECT ${cardJson(Prisma.sql`wanted.id`)} AS card FROM unnest(${ids}::text[]) AS wanted(id)
    WHERE EXISTS (SELECT 1 FROM "Product" WHERE id = wanted.id)`;
  return z
    .array(z.object({ card: CardRow }))
    .parse(rows)
    .map(({ card }) => card);
}

const VectorRow = z.object({ id: z.string(), vectors: z.instanceof(Uint8Array) });

/** The embeddings of these products' readable photos, one after the other in the order of the photos, as bytes.
 *  Products without any are absent. Past the ORM, which takes three times as long for so many bytes. */
export async function readVectors(encoderId: string, ids: string[]): Promise<z.infer<typeof VectorRow>[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT p."productId" AS id, string_agg(e.vector, ''::bytea ORDER BY p.position) AS vectors
    FROM "Photo" p JOIN "PhotoEmbedding" e ON e.sha256 = p.sha256 AND e."encoderId" = ${encoderId}::uuid
    WHERE p."productId" = ANY(${ids}::text[]) AND p."brokenReason" IS NULL
    GROUP BY p."productId"`);
  return z.array(VectorRow).parse(rows);
}

/** Ids of every product that is listed, in the order of their bytes. */
export async function listedIds(): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT id FROM "Product" WHERE "delistedAt" IS NULL ORDER BY id COLLATE "C"`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map((row) => row.id);
}

const CategoryCount = z.object({ id: z.int(), products: z.int() });

/** Listed products of each target category, as corrected. */
export async function countByCategory(): Promise<Map<number, number>> {
  const rows = await db().$queryRaw`
    SELECT "categoryId" AS id, count(*)::int AS products FROM "Product"
    WHERE "delistedAt" IS NULL AND "categoryId" IS NOT NULL GROUP BY 1`;
  return new Map(
    z
      .array(CategoryCount)
      .parse(rows)
      .map((row) => [row.id, row.products]),
  );
}

/** Listed products of each node below the target; a corrected product has left its old subcategories. */
export async function countBySubcategory(): Promise<Map<number, number>> {
  const rows = await db().$queryRaw`
    SELECT c.id, count(*)::int AS products
    FROM "Product" p CROSS JOIN LATERAL jsonb_each_text(p."sourceSubcategories") s
    JOIN "Category" c ON c.level = s.key::int AND c.name = s.value
    WHERE p."delistedAt" IS NULL AND p."correctedCategoryId" IS NULL GROUP BY 1`;
  return new Map(
    z
      .array(CategoryCount)
      .parse(rows)
      .map((row) => [row.id, row.products]),
  );
}

const Unembedded = z.object({ sha256: z.string() });

/** A page of photos that this encoder has not embedded, by ascending hash after `after`. */
export async function unembeddedPhotos(encoderId: string, after: string, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT DISTINCT p.sha256 FROM "Photo" p
    WHERE p.sha256 > ${after} AND p."brokenReason" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "PhotoEmbedding" e WHERE e."encoderId" = ${encoderId}::uuid AND e.sha256 = p.sha256)
    ORDER BY p.sha256 LIMIT ${limit}`;
  return z
    .array(Unembedded)
    .parse(rows)
    .map((row) => row.sha256);
}

/** How many distinct readable photos there are, and how many of them this encoder has embedded. */
export async function countPhotos(encoderId: string, tx: Tx = db()): Promise<{ photos: number; embedded: number }> {
  const rows = await tx.$queryRaw`
    SELECT count(DISTINCT p.sha256)::int AS photos, count(DISTINCT e.sha256)::int AS embedded
    FROM "Photo" p LEFT JOIN "PhotoEmbedding" e ON e.sha256 = p.sha256 AND e."encoderId" = ${encoderId}::uuid
    WHERE p.sha256 IS NOT NULL AND p."brokenReason" IS NULL`;
  return z.tuple([z.object({ photos: z.int(), embedded: z.int() })]).parse(rows)[0];
}

/** Stores vectors [n, bytesEach] that stand one after the other in `bytes`; those that are there already stay. */
export async function insertVectors(
  table: "PhotoEmbedding" | "DescriptionEmbedding",
  encoderId: string,
  sha256s: string[],
  bytes: Uint8Array,
  bytesEach: number,
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO ${Prisma.raw(`"${table}"`)} ("encoderId", sha256, vector)
    SELECT ${encoderId}::uuid, s.sha256, substring(b.all_bytes FROM ((s.place - 1) * ${bytesEach} + 1)::int FOR ${bytesEach}::int)
    FROM (SELECT ${bytes}::bytea AS all_bytes) b,
      unnest(${sha256s}::text[]) WITH ORDINALITY AS s(sha256, place)
    ON CONFLICT DO NOTHING`;
}

const ValueCount = z.array(z.object({ value: z.string(), products: z.int() }));

export async function countByValue(attribute: string): Promise<{ value: string; products: number }[]> {
  const rows = await db().$queryRaw`
    SELECT v.value, count(*)::int AS products
    FROM "Product" p, jsonb_array_elements_text(p.values -> ${attribute}) AS v(value)
    WHERE p."delistedAt" IS NULL AND jsonb_typeof(p.values -> ${attribute}) = 'array'
    GROUP BY v.value ORDER BY count(*) DESC, v.value LIMIT 1000`;
  return ValueCount.parse(rows);
}
