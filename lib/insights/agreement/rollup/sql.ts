import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../../../db";

/** Which pairs are counted; null: all. */
type Pairs = string[] | null;

const PairRow = z.array(z.object({ pairId: z.uuid() }));

/** Pairs about which an answer came, was taken back or was revised since then. */
export async function touchedPairs(tx: Tx, since: Date): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT "pairId" FROM "Label" WHERE head = 'compatibility' AND "createdAt" >= ${since} AND "pairId" IS NOT NULL
    UNION SELECT "pairId" FROM "Label" WHERE "supersededAt" >= ${since} AND "pairId" IS NOT NULL`;
  return PairRow.parse(rows).map(({ pairId }) => pairId);
}

const among = (pairs: Pairs, column: Prisma.Sql) =>
  pairs ? Prisma.sql`AND ${column} = ANY (${pairs}::uuid[])` : Prisma.empty;

/** Sure first looks that stand; gold measures people, not pairs. One person has at most one about a pair. */
const sureFirstLook = Prisma.sql`
  l.head = 'compatibility' AND l.occasion = 0 AND l."supersededAt" IS NULL AND l.slice <> 'gold'
  AND l.verdict IN ('fits', 'clashes')`;

const mondayOf = (column: Prisma.Sql, timeZone: string) =>
  Prisma.sql`date_trunc('week', ${column} AT TIME ZONE ${timeZone})::date`;

/** Writes the rows of these pairs anew. Of a pair on which answers say nothing of each other there is none. */
export async function countPairs(tx: Tx, pairs: Pairs, timeZone: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "CheckedPair" WHERE true ${among(pairs, Prisma.sql`"pairId"`)}`;
  await tx.$executeRaw`
    WITH opinions AS (
      SELECT l."pairId",
        count(*) FILTER (WHERE l."setId" IS NULL AND l.verdict = 'fits')::int AS fits,
        count(*) FILTER (WHERE l."setId" IS NULL AND l.verdict = 'clashes')::int AS clashes,
        max(l."createdAt") AS "lastAt", max(l."createdAt") FILTER (WHERE l."setId" IS NULL) AS "lastBlindAt",
        bool_or(l.verdict = 'fits') AND bool_or(l.verdict = 'clashes') AS "isDisputed"
      FROM "Label" l WHERE ${sureFirstLook} ${among(pairs, Prisma.sql`l."pairId"`)}
      GROUP BY l."pairId"),
    left_out AS (
      SELECT DISTINCT "pairId" FROM "Label"
      WHERE verdict = 'notChosen' AND "supersededAt" IS NULL ${among(pairs, Prisma.sql`"pairId"`)}),
    alone AS (
      SELECT l."pairId", avg((l.verdict = 'clashes')::int)::float8 AS clash, max(l."createdAt") AS "lastAt"
      FROM left_out JOIN "Label" l ON l."pairId" = left_out."pairId"
      WHERE l.head = 'compatibility' AND l."supersededAt" IS NULL AND l."setId" IS NULL AND l.slice <> 'gold'
        AND l.verdict IN ('fits', 'clashes')
      GROUP BY l."pairId")
    INSERT INTO "CheckedPair" ("pairId", "productAId", "productBId", fits, clashes, "isShared", week, "isDisputed", "clashAlone")
    SELECT p.id, p."productAId", p."productBId", coalesce(o.fits, 0), coalesce(o.clashes, 0),
      coalesce(o.fits + o.clashes > 1, false),
      ${mondayOf(Prisma.sql`coalesce(o."lastBlindAt", o."lastAt", a."lastAt")`, timeZone)},
      coalesce(o."isDisputed", false), a.clash
    FROM opinions o FULL JOIN alone a ON a."pairId" = o."pairId" JOIN "Pair" p ON p.id = coalesce(o."pairId", a."pairId")
    WHERE o.fits + o.clashes > 1 OR o."isDisputed" OR a.clash IS NOT NULL`;
}

/** Writes the answers about these pairs anew: blind first looks beside those of others, and repeats beside the first look
 *  of the same person. A late repeat, or one of a late first look, says nothing. */
export async function countAnswers(tx: Tx, pairs: Pairs, timeZone: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "CheckedAnswer" WHERE true ${among(pairs, Prisma.sql`"pairId"`)}`;
  await tx.$executeRaw`
    INSERT INTO "CheckedAnswer" ("labelId", "pairId", "userId", kind, week, verdict, reason, fits, clashes)
    SELECT l.id, l."pairId", l."userId", 'firstLook', ${mondayOf(Prisma.sql`l."createdAt"`, timeZone)}, l.verdict, l.reason,
      p.fits - (l.verdict = 'fits')::int, p.clashes - (l.verdict = 'clashes')::int
    FROM "CheckedPair" p JOIN "Label" l ON l."pairId" = p."pairId"
    WHERE p."isShared" AND l."setId" IS NULL AND ${sureFirstLook} ${among(pairs, Prisma.sql`p."pairId"`)}`;
  await tx.$executeRaw`
    INSERT INTO "CheckedAnswer" ("labelId", "pairId", "userId", kind, week, verdict, reason, fits, clashes)
    SELECT r.id, r."pairId", r."userId", 'repeat', ${mondayOf(Prisma.sql`r."createdAt"`, timeZone)}, r.verdict, r.reason,
      (f.verdict = 'fits')::int, (f.verdict = 'clashes')::int
    FROM "Label" r JOIN "Label" f ON f."subjectId" = r."subjectId" AND f."userId" = r."userId" AND f.occasion = 0
      AND f."supersededAt" IS NULL AND NOT f."isLate" AND f.verdict IN ('fits', 'clashes')
    WHERE r.head = 'compatibility' AND r.slice = 'repeat' AND r."supersededAt" IS NULL AND NOT r."isLate"
      AND r.verdict IN ('fits', 'clashes') ${among(pairs, Prisma.sql`r."pairId"`)}`;
}
