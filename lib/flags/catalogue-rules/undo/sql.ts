import { z } from "zod";
import type { Tx } from "../../../db";

const UndoneAt = z.tuple([z.object({ at: z.date() })]);

export async function markUndone(tx: Tx, ruleId: string, userId: string): Promise<Date> {
  const rows = await tx.$queryRaw`
    UPDATE "CatalogueRule" SET "undoneAt" = now(), "undoneById" = ${userId}::uuid WHERE id = ${ruleId}::uuid
    RETURNING "undoneAt" AS at`;
  return UndoneAt.parse(rows)[0].at;
}

const Reverted = z.array(z.object({ id: z.string(), before: z.int().nullable(), after: z.int().nullable() }));

/** Holds the tasks and products of a rule, in the order in which an answer takes them. */
export async function lockWork(tx: Tx, ruleId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT t.id FROM "Task" t JOIN "Label" l ON l."taskId" = t.id WHERE l."ruleId" = ${ruleId}::uuid
    ORDER BY t.id FOR NO KEY UPDATE OF t`;
  await tx.$executeRaw`
    SELECT p.id FROM "Product" p WHERE p.id IN (SELECT "productId" FROM "Fix" WHERE "ruleId" = ${ruleId}::uuid)
    ORDER BY p.id FOR NO KEY UPDATE OF p`;
}

/** Takes back the rule's fixes that stand: each product is filed as before, under the fix that this one had replaced if
 *  its label or rule still stands. The rule must be marked undone already. Answers what was filed where. */
export async function revertByRule(tx: Tx, ruleId: string): Promise<z.infer<typeof Reverted>> {
  const rows = await tx.$queryRaw`
    WITH RECURSIVE mine AS (
      UPDATE "Fix" SET "revertedAt" = now()
      WHERE "ruleId" = ${ruleId}::uuid AND attribute = 'category' AND "revertedAt" IS NULL
      RETURNING id, "productId", before),
    back AS (
      SELECT id AS root, "productId", before AS state, 0 AS depth FROM mine
      UNION ALL
      SELECT b.root, b."productId", e.before, b.depth + 1
      FROM back b JOIN "Fix" e ON e.id = (b.state ->> 'fixId')::uuid
      LEFT JOIN "Label" l ON l.id = e."labelId" LEFT JOIN "CatalogueRule" r ON r.id = e."ruleId"
      WHERE l."supersededAt" IS NOT NULL OR r."undoneAt" IS NOT NULL),
    target AS (SELECT DISTINCT ON (root) * FROM back ORDER BY root, depth DESC),
    old AS (SELECT p.id, p."categoryId" FROM "Product" p JOIN mine ON mine."productId" = p.id),
    filed AS (
      UPDATE "Product" p SET "correctedCategoryId" = (target.state ->> 'correctedCategoryId')::int, "updatedAt" = now()
      FROM target WHERE p.id = target."productId" RETURNING p.id, p."categoryId")
    SELECT filed.id, old."categoryId" AS before, filed."categoryId" AS after, (target.state ->> 'fixId') AS standing
    FROM filed JOIN old ON old.id = filed.id JOIN target ON target."productId" = filed.id`;
  const standing = z.array(z.object({ standing: z.uuid().nullable() })).parse(rows);
  // A statement of its own: the index of standing fixes would still see the reverted one as standing.
  await tx.$executeRaw`
    UPDATE "Fix" SET "revertedAt" = NULL WHERE id = ANY (${standing.flatMap((row) => row.standing ?? [])}::uuid[])`;
  return Reverted.parse(rows);
}

const Reopened = z.tuple([z.object({ n: z.int() })]);

/** Supersedes the rule's labels and opens their flags and tasks again, at their place in the live ranking. A flag whose
 *  product a person has filed or judged since, or that says nothing true any more, is withdrawn instead. Another flag
 *  raised meanwhile gives way to the older one. Answers how many flags are open again. */
export async function reopenByRule(tx: Tx, ruleId: string): Promise<number> {
  await tx.$executeRaw`
    UPDATE "Flag" f SET status = 'withdrawn', "settledAt" = now()
    FROM "Label" l WHERE l."flagId" = f.id AND l."ruleId" = ${ruleId}::uuid AND l."supersededAt" IS NULL
      AND f.status = 'settled' AND NOT EXISTS (
        SELECT 1 FROM "Product" p WHERE p.id = f."productId" AND p."categoryId" = f."givenCategoryId"
          AND p."delistedAt" IS NULL AND NOT EXISTS (
            SELECT 1 FROM "Flag" o JOIN "Label" later ON later."flagId" = o.id
            WHERE o."productId" = p.id AND o.kind = 'category' AND later."ruleId" IS NULL
              AND later."supersededAt" IS NULL AND later."createdAt" > l."createdAt"))`;
  await tx.$executeRaw`
    WITH rival AS (
      UPDATE "Flag" r SET status = 'withdrawn', "settledAt" = now()
      FROM "Flag" f JOIN "Label" l ON l."flagId" = f.id AND l."ruleId" = ${ruleId}::uuid AND l."supersededAt" IS NULL
      WHERE r."productId" = f."productId" AND r.attribute = f.attribute AND r.status = 'open' AND f.status = 'settled'
      RETURNING r.id)
    UPDATE "Task" SET "withdrawnAt" = now()
    WHERE "flagId" IN (SELECT id FROM rival) AND "doneAt" IS NULL AND "withdrawnAt" IS NULL`;
  const rows = await tx.$queryRaw`
    WITH mine AS (
      UPDATE "Label" SET "supersededAt" = now() WHERE "ruleId" = ${ruleId}::uuid AND "supersededAt" IS NULL
      RETURNING "taskId", "flagId", "rankingId", rank, estimate, uncertainty),
    opened AS (
      UPDATE "Flag" f SET status = 'open', "settledAt" = NULL FROM mine WHERE f.id = mine."flagId" AND f.status = 'settled'
      RETURNING f.id),
    asked AS (
      UPDATE "Task" t SET "doneAt" = NULL, "leasedById" = NULL, "leaseToken" = NULL, "leasedUntil" = NULL
      FROM mine JOIN opened ON opened.id = mine."flagId" WHERE t.id = mine."taskId" RETURNING t.id),
    placed AS (
      INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate, uncertainty)
      SELECT v."rankingId", asked.id, coalesce(mine.rank, 0),
        CASE WHEN v."rankingId" = mine."rankingId" THEN mine.estimate END,
        CASE WHEN v."rankingId" = mine."rankingId" THEN mine.uncertainty END
      FROM asked JOIN mine ON mine."taskId" = asked.id JOIN "LiveRanking" v ON v.head = 'category'
      ON CONFLICT DO NOTHING)
    SELECT count(*)::int AS n FROM opened`;
  return Reopened.parse(rows)[0].n;
}
