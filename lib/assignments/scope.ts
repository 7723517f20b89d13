import { Prisma } from "@/prisma/generated/client";

/* Parts of the statements that give out work. A statement that uses `isInScope` begins WITH RECURSIVE and holds `scopeOf`
   among its CTEs. */

/** What this person is asked about, as the CTE `scope`, one row: all of it unless something was assigned to them or to a
 *  group of theirs. A category holds those below it, down to the level that products stand in. */
export const scopeOf = (userId: string) => Prisma.sql`
  assigned AS MATERIALIZED (
    SELECT "categoryId", season FROM "Assignment" WHERE "userId" = ${userId}::uuid
    UNION ALL
    SELECT a."categoryId", a.season FROM "GroupMember" m JOIN "Assignment" a ON a."groupId" = m."groupId"
    WHERE m."userId" = ${userId}::uuid),
  inside AS (
    SELECT "categoryId" AS id FROM assigned WHERE "categoryId" IS NOT NULL
    UNION
    SELECT k.id FROM inside JOIN "Category" k ON k."parentId" = inside.id),
  scope AS MATERIALIZED (
    SELECT NOT EXISTS (SELECT 1 FROM assigned) AS "isWhole", ARRAY(SELECT id FROM inside) AS categories,
      ARRAY(SELECT season FROM assigned WHERE season IS NOT NULL) AS seasons)`;

/** Whether product `g` is of the scope. */
export const isProductInScope = Prisma.sql`
  (g."categoryId" = ANY ((SELECT categories FROM scope)::int[]) OR g.season = ANY ((SELECT seasons FROM scope)::text[]))`;

/** Whether task `task` is about a garment of the scope; of a pair one of the two is enough, since every pair reaches over
 *  into another category. What waits for this person by name (a repeat, gold) is asked in any case. For whoever is asked
 *  about everything the first term ends it, at no cost a row. */
export const isInScope = (task: Prisma.Sql, userId: string) => Prisma.sql`
  ((SELECT "isWhole" FROM scope) OR ${task}."forUserId" = ${userId}::uuid OR EXISTS (
    SELECT 1 FROM (
      SELECT sp."productAId" AS id FROM "Pair" sp WHERE sp.id = ${task}."pairId"
      UNION ALL SELECT sp."productBId" FROM "Pair" sp WHERE sp.id = ${task}."pairId"
      UNION ALL SELECT sf."productId" FROM "Flag" sf WHERE sf.id = ${task}."flagId") about
    JOIN "Product" g ON g.id = about.id
    WHERE ${isProductInScope}
    OFFSET 0))`;
