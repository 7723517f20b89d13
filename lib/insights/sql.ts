import { z } from "zod";
import { db } from "../db";
import { Head } from "../models/schema";
import type { DayCount, Overview } from "./schema";

const DayRow = z.object({ day: z.string(), pairs: z.int(), flags: z.int() });

/** Standing labels of each of the last `days` days (UTC, today included), days without any among them; oldest first. */
export async function labelsPerDay(days: number): Promise<DayCount[]> {
  const rows = await db().$queryRaw<unknown[]>`
    WITH d AS (
      SELECT generate_series(
        date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => ${days - 1}),
        date_trunc('day', now() AT TIME ZONE 'UTC'), interval '1 day') AS day)
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(l.pairs, 0) AS pairs, coalesce(l.flags, 0) AS flags
    FROM d LEFT JOIN (
      SELECT date_trunc('day', "createdAt" AT TIME ZONE 'UTC') AS day,
        (count(*) FILTER (WHERE head = 'compatibility'))::int AS pairs,
        (count(*) FILTER (WHERE head = 'category'))::int AS flags
      FROM "Label"
      WHERE head = ANY (${Head.options}::"Head"[]) AND "supersededAt" IS NULL
        AND "createdAt" >= (SELECT min(day) FROM d) AT TIME ZONE 'UTC'
      GROUP BY 1) l ON l.day = d.day
    ORDER BY d.day`;
  return DayRow.array().parse(rows);
}

const DepthRow = z.object({
  open: z.int(),
  leased: z.int(),
  doneToday: z.int(),
  medianSeconds: z.number().nullable(),
});

/** What waits in a head's queue, and how fast it was answered in the last seven days. */
export async function queueDepth(head: Head): Promise<Overview["queue"][Head]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT
      (SELECT count(*)::int FROM "Task" WHERE head = ${head}::"Head" AND "doneAt" IS NULL AND "withdrawnAt" IS NULL) AS open,
      (SELECT count(*)::int FROM "Task" WHERE head = ${head}::"Head" AND "doneAt" IS NULL AND "withdrawnAt" IS NULL
        AND "leasedUntil" > now()) AS leased,
      (SELECT count(*)::int FROM "Label" WHERE head = ${head}::"Head" AND "supersededAt" IS NULL
        AND "createdAt" >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS "doneToday",
      (SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY "elapsedMs") / 1000)::float8 FROM "Label"
        WHERE head = ${head}::"Head" AND "supersededAt" IS NULL AND "ruleId" IS NULL
        AND "createdAt" > now() - interval '7 days') AS "medianSeconds"`;
  return DepthRow.parse(rows[0]);
}

const CatalogueRow = z.object({
  products: z.int(),
  outfits: z.int(),
  photos: z.int(),
  brokenPhotos: z.int(),
  openFlags: z.int(),
  fixes: z.int(),
});

/** The catalogue in six numbers. */
export async function catalogueCounts(): Promise<Overview["catalogue"]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT
      (SELECT count(*)::int FROM "Product" WHERE "delistedAt" IS NULL) AS products,
      (SELECT count(*)::int FROM "Outfit") AS outfits,
      (SELECT count(*)::int FROM "Photo") AS photos,
      (SELECT count(*)::int FROM "Photo" WHERE "brokenReason" IS NOT NULL) AS "brokenPhotos",
      (SELECT count(*)::int FROM "Flag" WHERE status = 'open') AS "openFlags",
      (SELECT count(*)::int FROM "Fix" WHERE "revertedAt" IS NULL) AS fixes`;
  return CatalogueRow.parse(rows[0]);
}

const LookRow = z.object({ isWrong: z.boolean() });

/** What reviewers found at products that a uniform draw took, one answer a product, the newest that stands. What can't
 *  be told from the photos says nothing; where either category would do, the given one is no error. */
export async function randomLooks(): Promise<z.infer<typeof LookRow>[]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT DISTINCT ON (f."productId")
      (l.verdict = 'take' OR (l.verdict = 'other' AND l."chosenCategoryId" <> f."givenCategoryId")) AS "isWrong"
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
    WHERE l.head = 'category' AND l.slice = 'uniform' AND l.propensity > 0 AND l."supersededAt" IS NULL
      AND NOT l."isLate" AND l.verdict IN ('keep', 'take', 'other', 'ambiguous')
    ORDER BY f."productId", l."createdAt" DESC`;
  return LookRow.array().parse(rows);
}
