import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";
import { FlagKind } from "../../flags/schema";
import { type Head, leaseMinutes, type NewPair, type OpenFlag, type OpenPair, Slice } from "../schema";

/** Inserts pairs that are not there yet, in either order of their products. Answers how many were new. */
export async function insertPairs(tx: Tx, rows: readonly NewPair[]): Promise<number> {
  // LEAST and GREATEST compare as the table's check does; JavaScript orders text by another rule.
  return tx.$executeRaw`
    INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
    SELECT LEAST(a, b), GREATEST(a, b), origin, holdout ${unnestPairs(rows)}
    ORDER BY 1, 2
    ON CONFLICT ("productAId", "productBId") DO NOTHING`;
}

/** Gives each pair its first task, and takes back a withdrawal of one; a gold pair gets none. Answers the tasks that became
 *  open. */
export async function insertPairTasks(tx: Tx, given: readonly NewPair[]): Promise<OpenPair[]> {
  const rows = await tx.$queryRaw`
    WITH opened AS (
      INSERT INTO "Task" (head, "subjectId", "pairId", slice, propensity)
      SELECT 'compatibility', p.id, p.id, x.slice, x.propensity
      FROM (SELECT * ${unnestPairs(given)}) x
      JOIN "Pair" p ON p."productAId" = LEAST(x.a, x.b) AND p."productBId" = GREATEST(x.a, x.b)
      WHERE (NOT p."isHoldout" OR x.slice = 'uniform')
        AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = p.id AND g."retiredAt" IS NULL)
      ORDER BY p.id
      ON CONFLICT ("subjectId", occasion, slot) DO UPDATE SET "withdrawnAt" = NULL
        WHERE "Task"."withdrawnAt" IS NOT NULL AND "Task"."doneAt" IS NULL
      RETURNING id, slice, "pairId")
    SELECT o.id AS "taskId", o.slice, p."isHoldout", p."productAId", p."productBId"
    FROM opened o JOIN "Pair" p ON p.id = o."pairId" ORDER BY o.id`;
  return z.array(OpenPairRow).parse(rows);
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
  kind: FlagKind,
  givenCategoryId: z.int().nullable(),
  proposedCategoryId: z.int().nullable(),
  isMissing: z.boolean(),
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
    SELECT t.id AS "taskId", t.slice, f."isHoldout", f.id AS "flagId", f."productId", f.kind, f."givenCategoryId",
      f."proposedCategoryId", f.kind = 'attribute' AND coalesce(f."givenValues" ->> 0, '') = '' AS "isMissing", f.score
    FROM "Task" t JOIN "Flag" f ON f.id = t."flagId"
    WHERE t.head = 'category' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL ORDER BY t.id`;
  return z.array(OpenFlagRow).parse(rows);
}

const ClaimRow = z.object({
  id: z.uuid(),
  state: z.enum(["free", "held", "closed"]),
});

/** Holds these tasks' rows until the transaction ends, in one order for everyone, and says which of them this person may
 *  settle: free or leased to them. Tasks that the head does not have are absent. */
export async function lockTasks(tx: Tx, head: Head, taskIds: readonly string[], userId: string) {
  const rows = await tx.$queryRaw`
    SELECT id, CASE WHEN "doneAt" IS NOT NULL OR "withdrawnAt" IS NOT NULL THEN 'closed'
      WHEN "leasedUntil" > now() AND "leasedById" <> ${userId}::uuid THEN 'held' ELSE 'free' END AS state
    FROM "Task" WHERE id = ANY (${taskIds}::uuid[]) AND head = ${head}::"Head" ORDER BY id FOR NO KEY UPDATE`;
  return z.array(ClaimRow).parse(rows);
}

/** Leases tasks whose rows are held to this person, whichever tab had them. */
export async function takeLocked(tx: Tx, taskIds: readonly string[], userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Task" SET "leasedById" = ${userId}::uuid,
      "leasedUntil" = now() + make_interval(mins => ${leaseMinutes}::int)
    WHERE id = ANY (${taskIds}::uuid[])`;
}
