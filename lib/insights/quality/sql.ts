import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db } from "../../db";
import { PairReason } from "../../labels/schema";

/** Sure first looks that stand, given without seeing another's; gold measures people, a set asks another question. */
const blind = Prisma.sql`
  l.head = 'compatibility' AND l.occasion = 0 AND l."supersededAt" IS NULL AND l.slice <> 'gold' AND l."setId" IS NULL
  AND l.verdict IN ('fits', 'clashes')`;

const mondayOf = (column: Prisma.Sql) =>
  Prisma.sql`to_char(date_trunc('week', ${column} AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`;

const Unit = z.object({ fits: z.int(), clashes: z.int(), week: z.string() });
export type Unit = z.infer<typeof Unit>;

/** Pairs that several people judged blind: how many say what, and the week of the last of them. */
export async function blindUnits(): Promise<Unit[]> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE l.verdict = 'fits')::int AS fits, count(*) FILTER (WHERE l.verdict = 'clashes')::int AS clashes,
      ${mondayOf(Prisma.sql`max(l."createdAt")`)} AS week
    FROM "Label" l WHERE ${blind}
    GROUP BY l."pairId" HAVING count(DISTINCT l."userId") > 1 ORDER BY l."pairId"`;
  return z.array(Unit).parse(rows);
}

const CategoryRow = z.object({ a: z.string(), b: z.string(), k: z.int(), n: z.int() });

/** By pair of categories: of pairs that several judged blind, on how many they differ. Of one person's, when given. */
export async function differingByCategory(userId: string | null): Promise<z.infer<typeof CategoryRow>[]> {
  const rows = await db().$queryRaw`
    WITH units AS (
      SELECT l."pairId", count(DISTINCT l.verdict) > 1 AS differ
      FROM "Label" l WHERE ${blind} GROUP BY l."pairId"
      HAVING count(DISTINCT l."userId") > 1 AND (${userId}::uuid IS NULL OR bool_or(l."userId" = ${userId}::uuid)))
    SELECT least(ca.name, cb.name) AS a, greatest(ca.name, cb.name) AS b,
      count(*) FILTER (WHERE u.differ)::int AS k, count(*)::int AS n
    FROM units u JOIN "Pair" p ON p.id = u."pairId"
      JOIN "Product" pa ON pa.id = p."productAId" JOIN "Category" ca ON ca.id = pa."categoryId"
      JOIN "Product" pb ON pb.id = p."productBId" JOIN "Category" cb ON cb.id = pb."categoryId"
    GROUP BY 1, 2 ORDER BY 1, 2`;
  return z.array(CategoryRow).parse(rows);
}

const ReasonRow = z.object({ reason: PairReason, k: z.number(), n: z.int() });

/** By reason given for a clash: the share of the others who said that the pair fits, summed over such clashes. */
export async function differingByReason(): Promise<z.infer<typeof ReasonRow>[]> {
  const rows = await db().$queryRaw`
    WITH units AS (
      SELECT l."pairId", count(*) FILTER (WHERE l.verdict = 'fits') AS fits, count(*) AS n
      FROM "Label" l WHERE ${blind} GROUP BY l."pairId" HAVING count(DISTINCT l."userId") > 1)
    SELECT l.reason, sum(u.fits::float8 / (u.n - 1))::float8 AS k, count(*)::int AS n
    FROM "Label" l JOIN units u ON u."pairId" = l."pairId"
    WHERE ${blind} AND l.verdict = 'clashes' AND l.reason IS NOT NULL
    GROUP BY l.reason ORDER BY l.reason`;
  return z.array(ReasonRow).parse(rows);
}

const Week = z.object({ week: z.string(), k: z.int(), n: z.int() });

/** Repeats of sure first looks that said the same, by week of the repeat. */
export async function repeatsByWeek(): Promise<z.infer<typeof Week>[]> {
  const rows = await db().$queryRaw`
    SELECT ${mondayOf(Prisma.sql`r."createdAt"`)} AS week,
      count(*) FILTER (WHERE r.verdict = f.verdict)::int AS k, count(*)::int AS n
    FROM "Label" r JOIN "Label" f ON f."subjectId" = r."subjectId" AND f."userId" = r."userId" AND f.occasion = 0
      AND f."supersededAt" IS NULL AND NOT f."isLate" AND f.verdict IN ('fits', 'clashes')
    WHERE r.head = 'compatibility' AND r.slice = 'repeat' AND r."supersededAt" IS NULL AND NOT r."isLate"
      AND r.verdict IN ('fits', 'clashes')
    GROUP BY 1 ORDER BY 1`;
  return z.array(Week).parse(rows);
}

/** "Fits" among sure answers to pairs drawn at random, by week: the mix of what is asked does not move it. */
export async function randomFitsByWeek(): Promise<z.infer<typeof Week>[]> {
  const rows = await db().$queryRaw`
    SELECT ${mondayOf(Prisma.sql`l."createdAt"`)} AS week,
      count(*) FILTER (WHERE l.verdict = 'fits')::int AS k, count(*)::int AS n
    FROM "Label" l WHERE ${blind} AND l.slice = 'uniform'
    GROUP BY 1 ORDER BY 1`;
  return z.array(Week).parse(rows);
}

const Part = { k: z.number(), n: z.int() };
const Person = z.object({
  userId: z.uuid(),
  name: z.string(),
  othersK: Part.k,
  othersN: Part.n,
  consensusK: Part.k,
  consensusN: Part.n,
  repeatK: Part.k,
  repeatN: Part.n,
  goldK: Part.k,
  goldN: Part.n,
});
export type PersonRow = z.infer<typeof Person>;

/** What each person's checked answers came to, in the order of names: people without one are left out. Consensus is the
 *  settled verdict, or else what most of the others said; where they are even there is none. */
export async function peopleChecked(): Promise<PersonRow[]> {
  const rows = await db().$queryRaw`
    WITH sure AS (
      SELECT l."pairId", l."userId", l.verdict,
        count(*) FILTER (WHERE l.verdict = 'fits') OVER w - (l.verdict = 'fits')::int AS fits,
        count(*) FILTER (WHERE l.verdict = 'clashes') OVER w - (l.verdict = 'clashes')::int AS clashes
      FROM "Label" l WHERE ${blind} WINDOW w AS (PARTITION BY l."pairId")),
    shared AS (
      SELECT s.*, coalesce(a.verdict, CASE WHEN s.fits > s.clashes THEN 'fits' WHEN s.clashes > s.fits THEN 'clashes' END::"Verdict") AS consensus
      FROM sure s LEFT JOIN "Adjudication" a ON a."pairId" = s."pairId" AND a."supersededAt" IS NULL
      WHERE s.fits + s.clashes > 0),
    others AS (
      SELECT "userId",
        sum((CASE verdict WHEN 'fits' THEN fits ELSE clashes END)::float8 / (fits + clashes))::float8 AS k, count(*)::int AS n,
        count(*) FILTER (WHERE consensus = verdict)::int AS ck,
        count(*) FILTER (WHERE consensus IN ('fits', 'clashes'))::int AS cn
      FROM shared GROUP BY "userId"),
    repeats AS (
      SELECT r."userId", count(*) FILTER (WHERE r.verdict = f.verdict)::int AS k, count(*)::int AS n
      FROM "Label" r JOIN "Label" f ON f."subjectId" = r."subjectId" AND f."userId" = r."userId" AND f.occasion = 0
        AND f."supersededAt" IS NULL AND NOT f."isLate" AND f.verdict IN ('fits', 'clashes')
      WHERE r.head = 'compatibility' AND r.slice = 'repeat' AND r."supersededAt" IS NULL AND NOT r."isLate"
        AND r.verdict IN ('fits', 'clashes') GROUP BY r."userId"),
    gold AS (
      SELECT l."userId", count(*) FILTER (WHERE l.verdict = g.verdict)::int AS k, count(*)::int AS n
      FROM "Label" l JOIN "GoldPair" g ON g."pairId" = l."pairId"
      WHERE l.slice = 'gold' AND l."supersededAt" IS NULL AND NOT l."isLate" AND l.verdict IN ('fits', 'clashes')
      GROUP BY l."userId")
    SELECT u.id AS "userId", u.name,
      coalesce(o.k, 0)::float8 AS "othersK", coalesce(o.n, 0) AS "othersN", coalesce(o.ck, 0) AS "consensusK", coalesce(o.cn, 0) AS "consensusN",
      coalesce(r.k, 0) AS "repeatK", coalesce(r.n, 0) AS "repeatN", coalesce(g.k, 0) AS "goldK", coalesce(g.n, 0) AS "goldN"
    FROM "User" u LEFT JOIN others o ON o."userId" = u.id LEFT JOIN repeats r ON r."userId" = u.id LEFT JOIN gold g ON g."userId" = u.id
    WHERE coalesce(o.n, r.n, g.n) IS NOT NULL
    ORDER BY u.name, u.id`;
  return z.array(Person).parse(rows);
}
