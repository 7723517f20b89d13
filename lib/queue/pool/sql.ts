import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";
import { type NewPair, type OpenFlag, type OpenPair, Slice } from "../schema";

/** Inserts pairs that are not there yet, in either order of their products. Answers how many were new. */
export async function insertPairs(tx: Tx, rows: readonly NewPair[]): Promise<number> {
  // LEAST and GREATEST compare as the table's check does; JavaScript orders text by another rule.
  return tx.$executeRaw`
    INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
    SELECT LEAST(a, b), GREATEST(a, b), origin, holdout ${unnestPairs(rows)}
    ORDER BY 1, 2
    ON CONFLICT ("productAId", "productBId") DO NOTHING`;
}

/** Gives each pair its first task, and takes back a withdrawal of one; a gold pair gets none. Answers how many tasks became open. */
export async function insertPairTasks(tx: Tx, rows: readonly NewPair[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Task" (head, "subjectId", "pairId", slice, propensity)
    SELECT 'compatibility', p.id, p.id, x.slice, x.propensity
    FROM (SELECT * ${unnestPairs(rows)}) x
    JOIN "Pair" p ON p."productAId" = LEAST(x.a, x.b) AND p."productBId" = GREATEST(x.a, x.b)
    WHERE (NOT p."isHoldout" OR x.slice = 'uniform')
      AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = p.id AND g."retiredAt" IS NULL)
    ORDER BY p.id
    ON CONFLICT ("subjectId", occasion, slot) DO UPDATE SET "withdrawnAt" = NULL
      WHERE "Task"."withdrawnAt" IS NOT NULL AND "Task"."doneAt" IS NULL`;
}

const unnestPairs = (rows: readonly NewPair[]) => Prisma.sql`
  FROM unnest(${rows.map((row) => row.a)}::text[], ${rows.map((row) => row.b)}::text[],
    ${rows.map((row) => row.origin)}::"PairOrigin"[], ${rows.map((row) => row.slice)}::"Slice"[],
    ${rows.map((row) => row.propensity)}::float8[], ${rows.map((row) => row.isHoldout)}::bool[])
    AS given(a, b, origin, slice, propensity, holdout)`;

/** Takes tasks out of the queue, except those that someone holds or has done. Answers how many. */
export async function withdrawFree(taskIds: readonly string[]): Promise<number> {
  return db().$executeRaw`
    UPDATE "Task" SET "withdrawnAt" = now()
    WHERE id = ANY (${taskIds}::uuid[]) AND "doneAt" IS NULL AND "withdrawnAt" IS NULL
      AND ("leasedUntil" IS NULL OR "leasedUntil" < now())`;
}

/** The same for all tasks of one pair that are not gold. */
export async function withdrawOfPair(tx: Tx, pairId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Task" SET "withdrawnAt" = now()
    WHERE "pairId" = ${pairId}::uuid AND slice <> 'gold' AND "doneAt" IS NULL AND "withdrawnAt" IS NULL
      AND ("leasedUntil" IS NULL OR "leasedUntil" < now())`;
}

const open = { taskId: z.string(), slice: Slice, isHoldout: z.boolean() };
const OpenPairRow = z.object({ ...open, productAId: z.string(), productBId: z.string() });
const OpenFlagRow = z.object({
  ...open,
  flagId: z.string(),
  productId: z.string(),
  givenCategoryId: z.int(),
  proposedCategoryId: z.int(),
  score: z.number(),
});

export async function openPairRows(): Promise<OpenPair[]> {
  const rows = await db().$queryRaw`
    SELECT t.id AS "taskId", t.slice, p."isHoldout", p."productAId", p."productBId"
    FROM "Task" t JOIN "Pair" p ON p.id = t."pairId"
    WHERE t.head = 'compatibility' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      AND t."forUserId" IS NULL AND t.slot = 0
    ORDER BY t.id`;
  return z.array(OpenPairRow).parse(rows);
}

export async function openFlagRows(): Promise<OpenFlag[]> {
  const rows = await db().$queryRaw`
    SELECT t.id AS "taskId", t.slice, f."isHoldout", f.id AS "flagId", f."productId", f."givenCategoryId",
      f."proposedCategoryId", f.score
    FROM "Task" t JOIN "Flag" f ON f.id = t."flagId" AND f.kind = 'category'
    WHERE t.head = 'category' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL ORDER BY t.id`;
  return z.array(OpenFlagRow).parse(rows);
}
