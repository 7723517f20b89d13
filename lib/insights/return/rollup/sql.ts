import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../../../db";
import { Head } from "../../../models/schema";

/** Which days are counted; null: all. */
type Days = string[] | null;

const DayRow = z.array(z.object({ day: z.iso.date() }));

/** Days on the house's clock of answers that came or were taken back since then. */
export async function touchedDays(tx: Tx, since: Date, timeZone: string): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT (at AT TIME ZONE ${timeZone})::date::text AS day FROM (
      SELECT "createdAt" AS at FROM "Label" WHERE head = ANY (${Head.options}::"Head"[]) AND "createdAt" >= ${since}
      UNION ALL SELECT "createdAt" FROM "Label" WHERE "supersededAt" >= ${since}) touched`;
  return DayRow.parse(rows).map(({ day }) => day);
}

/** Answers of these days, by the index of their time. */
const ofDays = (days: Days, timeZone: string) =>
  days
    ? Prisma.sql`JOIN unnest(${days}::date[]) AS wanted(day) ON l."createdAt" >= wanted.day::timestamp AT TIME ZONE ${timeZone}
        AND l."createdAt" < (wanted.day + 1)::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;

const foundError = Prisma.sql`
  (l.verdict = 'take' OR (l.verdict = 'other' AND l."chosenCategoryId" <> f."givenCategoryId"))`;

/** Writes the rows of these days anew. An estimate counts as no surer than 99 in 100, or one slip would outweigh all. */
export async function countTelling(tx: Tx, days: Days, timeZone: string): Promise<void> {
  const day = Prisma.sql`(l."createdAt" AT TIME ZONE ${timeZone})::date`;
  await tx.$executeRaw`DELETE FROM "TellingDay" ${days ? Prisma.sql`WHERE day = ANY (${days}::date[])` : Prisma.empty}`;
  await tx.$executeRaw`
    WITH told AS (
      SELECT ${day} AS day, l.slice, CASE l.verdict WHEN 'fits' THEN l.estimate ELSE 1 - l.estimate END AS chance
      FROM "Label" l ${ofDays(days, timeZone)}
      WHERE l.head = 'compatibility' AND l.occasion = 0 AND l.slot = 0 AND l.slice IN ('ranked', 'uniform')
        AND l."supersededAt" IS NULL AND l."setId" IS NULL AND l.verdict IN ('fits', 'clashes') AND l.estimate IS NOT NULL),
    surprise AS (
      SELECT day, slice, chance, -ln(least(.99, greatest(.01, chance))) / ln(2::float8) AS b FROM told),
    looks AS (
      SELECT ${day} AS day, l.slice, l."ruleId" IS NULL AS "isByHand", l.slice = 'uniform' AND l.propensity > 0 AS "isRandom",
        ${foundError} AS "isError"
      FROM "Label" l ${ofDays(days, timeZone)} JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
      WHERE l.head = 'category' AND l.slice IN ('ranked', 'uniform') AND l."supersededAt" IS NULL AND NOT l."isLate"
        AND l.verdict IN ('keep', 'take', 'other', 'ambiguous'))
    INSERT INTO "TellingDay" (day, kind, slice, n, k, bits, squares)
    SELECT day, 'pair'::"TellingKind", slice, count(*), count(*) FILTER (WHERE chance < .5), sum(b), sum(b * b)
    FROM surprise GROUP BY day, slice
    UNION ALL
    SELECT day, 'flag', slice, count(*), count(*) FILTER (WHERE "isError"), 0, 0 FROM looks WHERE "isByHand" GROUP BY day, slice
    UNION ALL
    SELECT day, 'randomLook', slice, count(*), count(*) FILTER (WHERE "isError"), 0, 0
    FROM looks WHERE "isRandom" GROUP BY day, slice`;
}
