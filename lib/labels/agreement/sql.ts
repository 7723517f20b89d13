import { z } from "zod";
import { db } from "../../db";

const Share = z.tuple([z.object({ k: z.number(), n: z.int() })]);
export type Share = z.infer<typeof Share>[0];

/** Of sure repeats of sure first looks by the same person, how many said the same. */
export async function repeatedAlike(): Promise<Share> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE r.verdict = f.verdict)::float8 AS k, count(*)::int AS n
    FROM "Label" r
    JOIN "Label" f ON f."subjectId" = r."subjectId" AND f."userId" = r."userId" AND f.occasion = 0
      AND f."supersededAt" IS NULL AND NOT f."isLate" AND f.verdict IN ('fits', 'clashes')
    WHERE r.head = 'compatibility' AND r.slice = 'repeat' AND r."supersededAt" IS NULL AND NOT r."isLate"
      AND r.verdict IN ('fits', 'clashes')`;
  return Share.parse(rows)[0];
}

/** Of sure answers to gold pairs, how many were as agreed. */
export async function goldAlike(): Promise<Share> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE l.verdict = g.verdict)::float8 AS k, count(*)::int AS n
    FROM "Label" l JOIN "GoldPair" g ON g."pairId" = l."pairId"
    WHERE l.slice = 'gold' AND l."supersededAt" IS NULL AND NOT l."isLate" AND l.verdict IN ('fits', 'clashes')`;
  return Share.parse(rows)[0];
}

const Unit = z.object({ fits: z.int(), clashes: z.int() });

/** Pairs with several blind opinions that are sure: how many say fits and clashes. Late ones saw nothing of the others
 *  either; answers of a set are to another question. */
export async function blindOpinions(): Promise<z.infer<typeof Unit>[]> {
  const rows = await db().$queryRaw`
    SELECT count(*) FILTER (WHERE verdict = 'fits')::int AS fits, count(*) FILTER (WHERE verdict = 'clashes')::int AS clashes
    FROM "Label"
    WHERE head = 'compatibility' AND occasion = 0 AND "supersededAt" IS NULL AND slice <> 'gold' AND "setId" IS NULL
      AND verdict IN ('fits', 'clashes')
    GROUP BY "pairId" HAVING count(DISTINCT "userId") > 1 ORDER BY "pairId"`;
  return z.array(Unit).parse(rows);
}

/** Of pairs that were left out of a set by one and judged alone by anyone, how many clash; a pair that was judged alone
 *  by several counts by the share of them. */
export async function leftOutAndClashing(): Promise<Share> {
  const rows = await db().$queryRaw`
    WITH alone AS (
      SELECT a."pairId", avg((a.verdict = 'clashes')::int)::float8 AS clash
      FROM "Label" a
      WHERE a.head = 'compatibility' AND a."supersededAt" IS NULL AND a."setId" IS NULL AND a.slice <> 'gold'
        AND a.verdict IN ('fits', 'clashes')
        AND EXISTS (SELECT 1 FROM "Label" s WHERE s."pairId" = a."pairId" AND s.verdict = 'notChosen' AND s."supersededAt" IS NULL)
      GROUP BY a."pairId")
    SELECT coalesce(sum(clash), 0)::float8 AS k, count(*)::int AS n FROM alone`;
  return Share.parse(rows)[0];
}

const Shared = z.object({ userId: z.uuid(), same: z.number(), n: z.int() });

/** Each person's sure first looks at pairs that others judged too, without seeing each other's answer. */
export async function sharedOpinions(): Promise<z.infer<typeof Shared>[]> {
  const rows = await db().$queryRaw`
    WITH sure AS (
      SELECT "pairId", "userId", verdict FROM "Label"
      WHERE head = 'compatibility' AND occasion = 0 AND "supersededAt" IS NULL AND slice <> 'gold' AND "setId" IS NULL
        AND verdict IN ('fits', 'clashes')),
    shared AS (
      SELECT s."userId", avg((o.verdict = s.verdict)::int)::float8 AS same
      FROM sure s JOIN sure o ON o."pairId" = s."pairId" AND o."userId" <> s."userId"
      GROUP BY s."pairId", s."userId")
    SELECT "userId", sum(same)::float8 AS same, count(*)::int AS n FROM shared GROUP BY "userId" ORDER BY "userId"`;
  return z.array(Shared).parse(rows);
}
