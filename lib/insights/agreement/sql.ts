import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { runPrepared } from "../../db";

const Whole = z.coerce.number().int();
const UnitRow = z.array(z.object({ fits: z.int(), clashes: z.int(), week: z.string(), n: z.int() }));
export type UnitRow = z.infer<typeof UnitRow>[number];

/** Pairs that several people judged blind, by how many say what and the week of the last of them. */
export async function sharedPairs(): Promise<UnitRow[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT fits, clashes, week::text AS week, n FROM (
      SELECT fits, clashes, week, count(*)::int AS n FROM "CheckedPair" WHERE "isShared" GROUP BY fits, clashes, week) u
    ORDER BY week, fits, clashes`);
  return UnitRow.parse(rows);
}

const RepeatRow = z.array(z.object({ userId: z.uuid(), week: z.string(), k: z.int(), n: z.int() }));
export type RepeatRow = z.infer<typeof RepeatRow>[number];

/** Repeats and how many of them said the same as the first time, by person and week of the repeat. */
export async function repeatsGiven(): Promise<RepeatRow[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT "userId", week::text AS week, k, n FROM (
      SELECT "userId", week, count(*) FILTER (WHERE fits = (verdict = 'fits')::int)::int AS k, count(*)::int AS n
      FROM "CheckedAnswer" WHERE kind = 'repeat' GROUP BY "userId", week) w
    ORDER BY week, "userId"`);
  return RepeatRow.parse(rows);
}

const Share = z.object({ k: z.number(), n: z.int() });
const Single = z.tuple([Share]);

/** Of pairs that were left out of a set and judged alone, how many clash; one that several judged by the share of them. */
export async function leftOutAndClashing(): Promise<z.infer<typeof Share>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT coalesce(sum("clashAlone"), 0)::float8 AS k, count(*)::int AS n FROM "CheckedPair" WHERE "clashAlone" IS NOT NULL`);
  return Single.parse(rows)[0];
}

const GoldRow = z.array(z.object({ userId: z.uuid(), k: z.int(), n: z.int() }));

/** Sure answers to gold pairs, and how many were as agreed, by person. */
export async function goldByPerson(): Promise<z.infer<typeof GoldRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT l."userId", count(*) FILTER (WHERE l.verdict = g.verdict)::int AS k, count(*)::int AS n
    FROM "GoldPair" g JOIN "Label" l ON l."pairId" = g."pairId"
    WHERE l.slice = 'gold' AND l."supersededAt" IS NULL AND NOT l."isLate" AND l.verdict IN ('fits', 'clashes')
    GROUP BY l."userId" ORDER BY l."userId"`);
  return GoldRow.parse(rows);
}

const Count = z.tuple([z.object({ n: Whole })]);

/** Pairs that people differ about, that nobody has settled and that are no gold. */
export async function openDisagreements(): Promise<number> {
  const rows = await runPrepared(Prisma.sql`
    SELECT count(*) AS n FROM "CheckedPair" c
    WHERE c."isDisputed"
      AND NOT EXISTS (SELECT 1 FROM "Adjudication" a WHERE a."pairId" = c."pairId" AND a."supersededAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = c."pairId" AND g."retiredAt" IS NULL)`);
  return Count.parse(rows)[0].n;
}
