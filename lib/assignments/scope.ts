import { Prisma } from "@/prisma/generated/client";

/* Parts of the statements that give out work. A statement that uses `isInScope` begins WITH RECURSIVE and holds `scopeOf`
   among its CTEs. */

/** A season as a number below all categories. Two that share one pass the sieve together and are told apart behind it. */
const seasonKey = (season: Prisma.Sql) => Prisma.sql`-1 - ('x' || left(md5(${season}), 7))::bit(28)::int`;

const garmentsOf = (task: Prisma.Sql) => Prisma.sql`
  SELECT sp."productAId" AS id FROM "Pair" sp WHERE sp.id = ${task}."pairId"
  UNION ALL SELECT sp."productBId" FROM "Pair" sp WHERE sp.id = ${task}."pairId"
  UNION ALL SELECT sf."productId" FROM "Flag" sf WHERE sf.id = ${task}."flagId"`;

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
      ARRAY(SELECT season FROM assigned WHERE season IS NOT NULL) AS seasons,
      ARRAY(SELECT id FROM inside UNION ALL
        SELECT ${seasonKey(Prisma.sql`season`)} FROM assigned WHERE season IS NOT NULL) AS keys)`;

/** The garments of tasks as joined rows, for `about`. Joins and no look at each: a ranking notes it of 100,000 tasks. */
export const joinGarments = (task: Prisma.Sql) => Prisma.sql`
  LEFT JOIN "Pair" sp ON sp.id = ${task}."pairId"
  LEFT JOIN "Product" sa ON sa.id = sp."productAId"
  LEFT JOIN "Product" sb ON sb.id = sp."productBId"
  LEFT JOIN "Flag" sf ON sf.id = ${task}."flagId"
  LEFT JOIN "Product" sg ON sg.id = sf."productId"`;

const keysOf = (garment: Prisma.Sql) =>
  Prisma.sql`array_remove(ARRAY[${garment}."categoryId", ${seasonKey(Prisma.sql`${garment}.season`)}], NULL)`;

/** What a task is about, as numbers, to be noted with its place in a ranking: the categories and seasons of its garments,
 *  which joinGarments has joined. */
export const about = Prisma.join(
  ["sa", "sb", "sg"].map((garment) => keysOf(Prisma.raw(garment))),
  " || ",
);

/** Whether a place of a ranking can be of the scope by what was noted with it. A first sieve, for speed: without it whoever
 *  is asked about a twelfth of the queue reads twelve tasks for each, and more the longer nobody answers the others. */
export const mayBeInScope = Prisma.sql`
  ((SELECT "isWhole" FROM scope) OR about = '{}' OR about && (SELECT keys FROM scope)::int[])`;

/** Whether product `g` is of the scope. */
export const isProductInScope = Prisma.sql`
  (g."categoryId" = ANY ((SELECT categories FROM scope)::int[]) OR g.season = ANY ((SELECT seasons FROM scope)::text[]))`;

/** Whether task `task` is about a garment of the scope; of a pair one of the two is enough, since every pair reaches over
 *  into another category. What waits for this person by name (a repeat, gold) is asked in any case. For whoever is asked
 *  about everything the first term ends it, at no cost a row. */
export const isInScope = (task: Prisma.Sql, userId: string) => Prisma.sql`
  ((SELECT "isWhole" FROM scope) OR ${task}."forUserId" = ${userId}::uuid OR EXISTS (
    SELECT 1 FROM (${garmentsOf(task)}) about
    CROSS JOIN LATERAL (SELECT "categoryId", season FROM "Product" WHERE id = about.id OFFSET 0) g
    WHERE ${isProductInScope}
    OFFSET 0))`;
