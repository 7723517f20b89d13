import { z } from "zod";
import { db } from "../../db";

const Slice = z.enum(["ranked", "uniform"]);
const WorthRow = z.object({
  kind: z.enum(["pair", "flag"]),
  slice: Slice,
  n: z.int(),
  k: z.int(),
  bits: z.number(),
  squares: z.number(),
});

/** What answers told, by head and slice, all days together: how many told something (k), and the sums of their surprise
 *  in bits. */
export async function worthBySlice(): Promise<z.infer<typeof WorthRow>[]> {
  const rows = await db().$queryRaw`
    SELECT kind, slice, sum(n)::int AS n, sum(k)::int AS k, sum(bits)::float8 AS bits, sum(squares)::float8 AS squares
    FROM "TellingDay" WHERE kind IN ('pair', 'flag') GROUP BY kind, slice ORDER BY kind, slice`;
  return z.array(WorthRow).parse(rows);
}

const LookWeek = z.object({ week: z.string(), k: z.int(), n: z.int() });

/** Random looks of each week and how many of them found an error; as randomLooks, but each look in its own week. */
export async function looksByWeek(): Promise<z.infer<typeof LookWeek>[]> {
  const rows = await db().$queryRaw`
    SELECT date_trunc('week', day)::date::text AS week, sum(n)::int AS n, sum(k)::int AS k
    FROM "TellingDay" WHERE kind = 'randomLook' GROUP BY 1 ORDER BY 1`;
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
