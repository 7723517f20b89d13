import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared } from "../../db";

const Vector = z.object({ sha256: z.string(), vector: z.instanceof(Uint8Array) });

/** The stored vectors of these texts, in no order; those that this encoder has not embedded are absent. Past the
 *  ORM, as with photos. */
export async function readTextVectors(encoderId: string, sha256s: string[]): Promise<z.infer<typeof Vector>[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT sha256, vector FROM "DescriptionEmbedding"
    WHERE "encoderId" = ${encoderId}::uuid AND sha256 = ANY(${sha256s}::text[])`);
  return z.array(Vector).parse(rows);
}

const Text = z.array(z.object({ sha256: z.string(), text: z.string() }));
/** One description: its vector's key, as textHash() of rules.ts makes it, and the text itself. */
export type TextRow = z.infer<typeof Text>[number];

/** The distinct descriptions as (sha256, text). */
const texts = Prisma.sql`
  SELECT encode(sha256(convert_to(t.text, 'UTF8')), 'hex') AS sha256, min(t.text) AS text
  FROM (SELECT btrim(description, E' \\t\\n\\r') AS text FROM "Product" WHERE description IS NOT NULL) t
  WHERE t.text <> '' GROUP BY 1`;

/** A page of the catalogue's descriptions by ascending hash after `after`. */
export async function pageOfTexts(after: string, limit: number): Promise<TextRow[]> {
  return Text.parse(
    await db().$queryRaw`
      SELECT t.sha256, t.text FROM (${texts}) t WHERE t.sha256 > ${after} ORDER BY t.sha256 LIMIT ${limit}`,
  );
}

/** The same of those that this encoder has not embedded. */
export async function missingTexts(encoderId: string, after: string, limit: number): Promise<TextRow[]> {
  return Text.parse(
    await db().$queryRaw`
      SELECT t.sha256, t.text FROM (${texts}) t
      WHERE t.sha256 > ${after} AND NOT EXISTS
        (SELECT 1 FROM "DescriptionEmbedding" e WHERE e."encoderId" = ${encoderId}::uuid AND e.sha256 = t.sha256)
      ORDER BY t.sha256 LIMIT ${limit}`,
  );
}

const Counts = z.tuple([z.object({ texts: z.int(), embedded: z.int() })]);

/** How many distinct descriptions there are, and how many of them this encoder has embedded. */
export async function countTexts(encoderId: string | null): Promise<{ texts: number; embedded: number }> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS texts, count(e.sha256)::int AS embedded FROM (${texts}) t
    LEFT JOIN "DescriptionEmbedding" e ON e."encoderId" = ${encoderId}::uuid AND e.sha256 = t.sha256`;
  return Counts.parse(rows)[0];
}
