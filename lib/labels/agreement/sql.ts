import { z } from "zod";
import { db } from "../../db";

const Share = z.tuple([z.object({ k: z.number(), n: z.int() })]);
type Share = z.infer<typeof Share>[0];

/** Of pairs that were left out of a set by one and judged alone by anyone, how many clash; a pair that was judged alone
 *  by several counts by the share of them. In one pass, for the reason of sharedOpinions. */
export async function leftOutAndClashing(): Promise<Share> {
  const rows = await db().$queryRaw`
    WITH judged AS (
      SELECT bool_or(verdict = 'notChosen') AS "isLeftOut",
        avg((verdict = 'clashes')::int) FILTER (
          WHERE "setId" IS NULL AND slice <> 'gold' AND verdict IN ('fits', 'clashes'))::float8 AS clash
      FROM "Label" WHERE head = 'compatibility' AND "supersededAt" IS NULL GROUP BY "pairId")
    SELECT coalesce(sum(clash), 0)::float8 AS k, count(*)::int AS n FROM judged WHERE "isLeftOut" AND clash IS NOT NULL`;
  return Share.parse(rows)[0];
}

const Shared = z.object({ userId: z.uuid(), same: z.number(), n: z.int() });

/** Each person's sure first looks at pairs that others judged too, without seeing each other's answer. One person has one
 *  of a pair, so that who shares a verdict is counted once a pair: joining answers to answers costs their square where the
 *  database knows little of a table that has just been filled. */
export async function sharedOpinions(): Promise<z.infer<typeof Shared>[]> {
  const rows = await db().$queryRaw`
    WITH sure AS (
      SELECT "userId", count(*) OVER (PARTITION BY "pairId") AS looks, count(*) OVER (PARTITION BY "pairId", verdict) AS alike
      FROM "Label"
      WHERE head = 'compatibility' AND occasion = 0 AND "supersededAt" IS NULL AND slice <> 'gold' AND "setId" IS NULL
        AND verdict IN ('fits', 'clashes'))
    SELECT "userId", sum((alike - 1)::float8 / (looks - 1))::float8 AS same, count(*)::int AS n
    FROM sure WHERE looks > 1 GROUP BY "userId" ORDER BY "userId"`;
  return z.array(Shared).parse(rows);
}
