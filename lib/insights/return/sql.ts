import { z } from "zod";
import { db } from "../../db";

const Slice = z.enum(["ranked", "uniform"]);
const PairSlice = z.object({ slice: Slice, n: z.int(), k: z.int(), sum: z.number(), squares: z.number() });

/** Sure first answers to pairs that a version had an estimate of, by slice: how many it had not expected (k), and the sums
 *  of their surprise in bits. An estimate counts as no surer than 99 in 100, or one slip would outweigh all. */
export async function surpriseBySlice(): Promise<z.infer<typeof PairSlice>[]> {
  const rows = await db().$queryRaw`
    WITH told AS (
      SELECT slice, CASE verdict WHEN 'fits' THEN estimate ELSE 1 - estimate END AS chance
      FROM "Label"
      WHERE head = 'compatibility' AND occasion = 0 AND slot = 0 AND slice IN ('ranked', 'uniform') AND "supersededAt" IS NULL
        AND "setId" IS NULL AND verdict IN ('fits', 'clashes') AND estimate IS NOT NULL),
    bits AS (SELECT slice, chance, -ln(least(.99, greatest(.01, chance))) / ln(2::float8) AS b FROM told)
    SELECT slice, count(*)::int AS n, count(*) FILTER (WHERE chance < .5)::int AS k, sum(b)::float8 AS sum, sum(b * b)::float8 AS squares
    FROM bits GROUP BY slice ORDER BY slice`;
  return z.array(PairSlice).parse(rows);
}

const FlagSlice = z.object({ slice: Slice, n: z.int(), k: z.int() });

/** Reviewers' answers about categories, by slice: how many found an error. */
export async function errorsBySlice(): Promise<z.infer<typeof FlagSlice>[]> {
  const rows = await db().$queryRaw`
    SELECT l.slice, count(*)::int AS n,
      count(*) FILTER (WHERE l.verdict = 'take' OR (l.verdict = 'other' AND l."chosenCategoryId" <> f."givenCategoryId"))::int AS k
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
    WHERE l.head = 'category' AND l.slice IN ('ranked', 'uniform') AND l."supersededAt" IS NULL AND NOT l."isLate"
      AND l."ruleId" IS NULL AND l.verdict IN ('keep', 'take', 'other', 'ambiguous')
    GROUP BY l.slice ORDER BY l.slice`;
  return z.array(FlagSlice).parse(rows);
}

const LookWeek = z.object({ week: z.string(), k: z.int(), n: z.int() });

/** Random looks of each week and how many of them found an error; as randomLooks, but each look in its own week. */
export async function looksByWeek(timeZone: string): Promise<z.infer<typeof LookWeek>[]> {
  const rows = await db().$queryRaw`
    SELECT date_trunc('week', l."createdAt" AT TIME ZONE ${timeZone})::date::text AS week, count(*)::int AS n,
      count(*) FILTER (WHERE l.verdict = 'take' OR (l.verdict = 'other' AND l."chosenCategoryId" <> f."givenCategoryId"))::int AS k
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
    WHERE l.head = 'category' AND l.slice = 'uniform' AND l.propensity > 0 AND l."supersededAt" IS NULL
      AND NOT l."isLate" AND l.verdict IN ('keep', 'take', 'other', 'ambiguous')
    GROUP BY 1 ORDER BY 1`;
  return z.array(LookWeek).parse(rows);
}

const FixWeek = z.object({ week: z.string(), byHand: z.int(), byRule: z.int(), takenBack: z.int() });

/** Corrections by the week in which they were made, those that were taken back since apart. */
export async function fixesByWeek(timeZone: string): Promise<z.infer<typeof FixWeek>[]> {
  const rows = await db().$queryRaw`
    SELECT date_trunc('week', "createdAt" AT TIME ZONE ${timeZone})::date::text AS week,
      count(*) FILTER (WHERE "revertedAt" IS NULL AND "ruleId" IS NULL)::int AS "byHand",
      count(*) FILTER (WHERE "revertedAt" IS NULL AND "ruleId" IS NOT NULL)::int AS "byRule",
      count(*) FILTER (WHERE "revertedAt" IS NOT NULL)::int AS "takenBack"
    FROM "Fix" GROUP BY 1 ORDER BY 1`;
  return z.array(FixWeek).parse(rows);
}
