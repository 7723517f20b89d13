import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../../../db";
import { Head } from "../../../models/schema";
import { binsPerOctave, breakSeconds, digitsPerBin, leastMs, lowestBin } from "../rules";

const heads = Head.options;
const breakMs = breakSeconds * 1_000;

const HourRow = z.array(z.object({ hour: z.date() }));

/** Hours of answers and skips that came, were taken back or were revised since then. A revision counts in the hour of the
 *  first answer, so the chain is followed back to it. */
export async function touchedHours(tx: Tx, since: Date, timeZone: string): Promise<Date[]> {
  const rows = await tx.$queryRaw`
    WITH RECURSIVE moved AS (
      SELECT id, "revisesId", "createdAt" FROM "Label"
      WHERE head = ANY (${heads}::"Head"[]) AND "createdAt" >= ${since}
      UNION SELECT id, "revisesId", "createdAt" FROM "Label" WHERE "supersededAt" >= ${since}),
    chain AS (
      SELECT * FROM moved
      UNION SELECT l.id, l."revisesId", l."createdAt" FROM chain JOIN "Label" l ON l.id = chain."revisesId")
    SELECT DISTINCT date_trunc('hour', at, ${timeZone}) AS hour FROM (
      SELECT "createdAt" AS at FROM chain UNION ALL SELECT at FROM "Skip" WHERE at >= ${since}) touched
    ORDER BY hour`;
  return HourRow.parse(rows).map(({ hour }) => hour);
}

/** Writes the hours of [from, to) anew; both on the hour. Rules' answers are nobody's work. An act is what was answered in
 *  one go: the time of a set stands at each of its answers, that of a page or of all colours is their sum. Where answers
 *  arrive in one burst, from a train without a network, the time on them counts, not the time between arrivals. */
export async function countHours(tx: Tx, from: Date, to: Date, timeZone: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "ThroughputHour" WHERE hour >= ${from} AND hour < ${to}`;
  await tx.$executeRaw`
    WITH RECURSIVE given AS (
      SELECT l.id, l."userId", l."createdAt" AS at, l."elapsedMs", l."isLate", l."supersededAt",
        coalesce(l."setId", l."batchId", l.id) AS act, l."setId" IS NOT NULL AS "isSet",
        CASE WHEN l.head = 'compatibility' THEN CASE WHEN l."setId" IS NULL THEN 'pair' ELSE 'set' END
          WHEN l."batchId" IS NULL OR EXISTS (SELECT 1 FROM "Label" o WHERE o.id = l."batchId") THEN 'flag'
          ELSE 'group' END::"WorkKind" AS work,
        ${sourceOf("l")} AS source
      FROM "Label" l
      WHERE l.head = ANY (${heads}::"Head"[]) AND l."ruleId" IS NULL AND l."revisesId" IS NULL
        AND l."createdAt" >= ${new Date(from.getTime() - breakMs)} AND l."createdAt" < ${to}),
    chain AS (
      SELECT g.id AS root, r.id, r."supersededAt"
      FROM given g JOIN "Label" r ON r."revisesId" = g.id WHERE g."supersededAt" IS NOT NULL
      UNION ALL SELECT c.root, r.id, r."supersededAt" FROM chain c JOIN "Label" r ON r."revisesId" = c.id),
    revised AS (SELECT root, bool_or("supersededAt" IS NULL) AS stands FROM chain GROUP BY root),
    acts AS (
      SELECT "userId", act, at, count(*)::int AS n,
        (CASE WHEN bool_or("isSet") THEN max("elapsedMs") ELSE sum("elapsedMs") END)::float8 AS ms
      FROM given GROUP BY "userId", act, at),
    timed AS (
      SELECT acts.*, extract(epoch FROM at - lag(at) OVER (PARTITION BY "userId" ORDER BY at, act)) * 1000 AS gap FROM acts),
    spent AS (
      SELECT "userId", act, at, ms / n AS pace, (gap IS NOT NULL AND gap <= ${breakMs}::int) AS follows,
        greatest(CASE WHEN gap <= ${breakMs}::int THEN gap::float8 ELSE 0 END, least(ms, ${breakMs}::int)) / n AS took
      FROM timed),
    answered AS (
      SELECT date_trunc('hour', g.at, ${timeZone}) AS hour, g."userId", g.work, g.source,
        g."supersededAt" IS NULL OR coalesce(r.stands, false) AS stands,
        coalesce(r.stands, false) AS "isRevised", g."isLate", s.took, ${unitOf("s.pace")} AS pace,
        CASE WHEN s.follows THEN ${unitOf("s.took")} END AS between
      FROM given g JOIN spent s USING ("userId", act, at) LEFT JOIN revised r ON r.root = g.id
      WHERE g.at >= ${from}),
    counted AS (
      SELECT hour, "userId", work, source, count(*) FILTER (WHERE stands) AS labels,
        count(*) FILTER (WHERE NOT stands) AS undone, count(*) FILTER (WHERE "isRevised") AS revised,
        count(*) FILTER (WHERE stands AND "isLate") AS late, 0 AS skipped, sum(took) AS ms,
        sum(pace) FILTER (WHERE stands) AS pace, sum(between) FILTER (WHERE stands) AS between
      FROM answered GROUP BY hour, "userId", work, source
      UNION ALL
      SELECT date_trunc('hour', s.at, ${timeZone}), s."userId",
        CASE WHEN t.head = 'category' THEN 'flag' WHEN s."setId" IS NULL THEN 'pair' ELSE 'set' END::"WorkKind",
        ${sourceOf("t")}, 0, 0, 0, 0, count(*), 0, 0, 0
      FROM "Skip" s JOIN "Task" t ON t.id = s."taskId" WHERE s.at >= ${from} AND s.at < ${to}
      GROUP BY 1, 2, 3, 4)
    INSERT INTO "ThroughputHour" (hour, "userId", work, source, labels, undone, revised, late, skipped, "workMs", pace, between)
    SELECT hour, "userId", work, source, sum(labels), sum(undone), sum(revised), sum(late), sum(skipped), round(sum(ms)),
      coalesce(sum(pace), 0), coalesce(sum(between), 0)
    FROM counted GROUP BY hour, "userId", work, source`;
}

/** Adds the hours up to days anew: the days of these hours, or all of them (null). */
export async function countDays(tx: Tx, hours: Date[] | null, timeZone: string): Promise<void> {
  const dayOf = (hour: Prisma.Sql) => Prisma.sql`(${hour} AT TIME ZONE ${timeZone})::date`;
  const days = hours
    ? Prisma.sql`SELECT DISTINCT ${dayOf(Prisma.sql`touched.hour`)} AS day FROM unnest(${hours}::timestamptz[]) AS touched(hour)`
    : Prisma.sql`SELECT day FROM "ThroughputDay" UNION SELECT ${dayOf(Prisma.sql`hour`)} FROM "ThroughputHour"`;
  await tx.$executeRaw`DELETE FROM "ThroughputDay" WHERE day IN (${days})`;
  await tx.$executeRaw`
    WITH days AS (${days})
    INSERT INTO "ThroughputDay" (day, "userId", work, source, labels, undone, revised, late, skipped, "workMs", pace, between)
    SELECT d.day, h."userId", h.work, h.source, sum(h.labels), sum(h.undone), sum(h.revised), sum(h.late), sum(h.skipped),
      sum(h."workMs"), sum(h.pace), sum(h.between)
    FROM days d JOIN "ThroughputHour" h ON h.hour >= d.day::timestamp AT TIME ZONE ${timeZone}
      AND h.hour < (d.day + 1)::timestamp AT TIME ZONE ${timeZone}
    GROUP BY d.day, h."userId", h.work, h.source`;
}

/** Where a task came from, of a table that has slice, slot and occasion. */
const sourceOf = (alias: "l" | "t") =>
  Prisma.raw(
    `CASE WHEN ${alias}.slice IN ('gold', 'repeat') THEN ${alias}.slice::text
       WHEN ${alias}.slot > 0 AND ${alias}.occasion = 0 THEN 'secondOpinion' ELSE ${alias}.slice::text END::"WorkSource"`,
  );

/** One label of so many milliseconds in a histogram: binOf in SQL, as the power of ten where its bin begins. */
const unitOf = (ms: string) =>
  Prisma.raw(
    `('1e' || ${digitsPerBin} * (floor(${binsPerOctave} * ln(greatest(${ms}, ${leastMs}) / 1000.0) / ln(2.0))::int
       - (${lowestBin})))::numeric`,
  );
