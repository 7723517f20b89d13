import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { runPrepared } from "../../db";
import { PairReason } from "../../labels/schema";

const CategoryRow = z.array(z.object({ a: z.string(), b: z.string(), k: z.int(), n: z.int() }));

/** By pair of categories: of pairs that several judged blind, on how many they differ. Of one person's, when given. */
export async function differingByCategory(userId: string | null): Promise<z.infer<typeof CategoryRow>> {
  const rows = await runPrepared(Prisma.sql`
    WITH filed AS (
      SELECT pa."categoryId" AS a, pb."categoryId" AS b, count(*) FILTER (WHERE c.fits > 0 AND c.clashes > 0)::int AS k,
        count(*)::int AS n
      FROM "CheckedPair" c JOIN "Product" pa ON pa.id = c."productAId" JOIN "Product" pb ON pb.id = c."productBId"
      WHERE c."isShared" AND (${userId === null} OR c."pairId" IN (
        SELECT "pairId" FROM "CheckedAnswer" WHERE kind = 'firstLook' AND "userId" = ${userId}::uuid))
      GROUP BY 1, 2)
    SELECT least(ca.name, cb.name) AS a, greatest(ca.name, cb.name) AS b, sum(f.k)::int AS k, sum(f.n)::int AS n
    FROM filed f JOIN "Category" ca ON ca.id = f.a JOIN "Category" cb ON cb.id = f.b
    GROUP BY 1, 2 ORDER BY 1, 2`);
  return CategoryRow.parse(rows);
}

const WeekRow = z.array(z.object({ week: z.string(), k: z.int(), n: z.int() }));

/** "Fits" among sure answers to pairs drawn at random, by week of the last half year of them: the mix of what is asked does
 *  not move it. */
export async function randomFitsByWeek(weeks: number, timeZone: string): Promise<z.infer<typeof WeekRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT date_trunc('week', "createdAt" AT TIME ZONE ${timeZone})::date::text AS week,
      count(*) FILTER (WHERE verdict = 'fits')::int AS k, count(*)::int AS n
    FROM "Label"
    WHERE head = 'compatibility' AND slice = 'uniform' AND "supersededAt" IS NULL AND occasion = 0 AND "setId" IS NULL
      AND verdict IN ('fits', 'clashes') AND "createdAt" > (
        SELECT max("createdAt") - make_interval(weeks => ${weeks}::int) FROM "Label"
        WHERE head = 'compatibility' AND slice = 'uniform' AND "supersededAt" IS NULL)
    GROUP BY 1 ORDER BY 1`);
  return WeekRow.parse(rows);
}

const Sure = z.enum(["fits", "clashes"]);
const LookRow = z.array(
  z.object({
    userId: z.uuid(),
    verdict: Sure,
    reason: PairReason.nullable(),
    fits: z.int(),
    clashes: z.int(),
    settled: z.string().nullable(),
    n: z.int(),
  }),
);
export type LookRow = z.infer<typeof LookRow>[number];

/** Blind first looks at pairs that others judged too, by person, verdict and reason, what the others said (fits, clashes)
 *  and what the pair was settled to; n of each. */
export async function sharedLooks(): Promise<LookRow[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT c."userId", c.verdict, c.reason, c.fits, c.clashes, a.verdict AS settled, count(*)::int AS n
    FROM "CheckedAnswer" c LEFT JOIN "Adjudication" a ON a."pairId" = c."pairId" AND a."supersededAt" IS NULL
    WHERE c.kind = 'firstLook'
    GROUP BY c."userId", c.verdict, c.reason, c.fits, c.clashes, a.verdict ORDER BY 1, 2, 3, 4, 5, 6`);
  return LookRow.parse(rows);
}

const PersonRow = z.array(z.object({ userId: z.uuid(), name: z.string() }));

/** These people in the order of their names. */
export async function namesOf(userIds: string[]): Promise<z.infer<typeof PersonRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT id AS "userId", name FROM "User" WHERE id = ANY (${userIds}::uuid[]) ORDER BY name, id`);
  return PersonRow.parse(rows);
}
