import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared } from "../../db";
import { onClock } from "./clock";
import type { Grain, WorkKind, WorkSource } from "./schema";

/** Which days count, both included, and what each counts for. `userIds` null: everybody's. */
export type Scope = {
  from: string;
  to: string;
  per: Grain;
  timeZone: string;
  by: "work" | "source" | "userId";
  work: WorkKind[];
  source: WorkSource[];
  userIds: string[] | null;
};

/* The texts are few, so that they stay prepared: what varies is a value, but for the table, the grain and the column of the
   split. */
const partOf = { work: `h.work::text`, source: `h.source::text`, userId: `h."userId"::text` } as const;

/** A week of days by its Monday. date_bin is plain arithmetic, where date_trunc looks for the parts of a date. */
const weekOf = (day: string) => `date_bin('7 days', ${day}::timestamp, '2001-01-01')::date`;
const periodOf: Record<Grain, string> = { hour: "h.hour", day: "h.day", week: weekOf("h.day") };

/** Hours of the days from the hourly rows, everything longer from the daily ones. */
const daysOf = ({ from, to, per, timeZone }: Pick<Scope, "from" | "to" | "per" | "timeZone">) =>
  per === "hour"
    ? Prisma.sql`"ThroughputHour" h WHERE h.hour >= ${from}::date::timestamp AT TIME ZONE ${timeZone}
        AND h.hour < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.sql`"ThroughputDay" h WHERE h.day BETWEEN ${from}::date AND ${to}::date`;

/** A period's name as rules.periodsOf has it. */
const PeriodName = z.object({ at: z.date().nullish(), day: z.string().nullish() });
const nameOf = ({ at, day }: z.infer<typeof PeriodName>, timeZone: string): string =>
  at ? onClock(at.getTime(), timeZone) : day!;
/** Hours as moments, days and weeks as text: the driver would make moments of dates. */
const nameColumn = (per: Grain) => Prisma.raw(per === "hour" ? "period AS at" : "period::text AS day");

const Whole = z.coerce.number().int();
const TallyRow = PeriodName.extend({
  part: z.string(),
  labels: Whole,
  undone: Whole,
  revised: Whole,
  late: Whole,
  skipped: Whole,
  workMs: Whole,
  pace: z.coerce.bigint(),
  between: z.coerce.bigint(),
});
export type TallyRow = Omit<z.infer<typeof TallyRow>, "at" | "day"> & { period: string };

/** What was done in each period, by part. */
export async function talliesOf(scope: Scope): Promise<TallyRow[]> {
  const { per, by, work, source, userIds, timeZone } = scope;
  const rows = await runPrepared(Prisma.sql`
    SELECT ${nameColumn(per)}, part, labels, undone, revised, late, skipped, "workMs", pace, between FROM (
      SELECT ${Prisma.raw(periodOf[per])} AS period, ${Prisma.raw(partOf[by])} AS part, sum(h.labels)::int AS labels,
        sum(h.undone)::int AS undone, sum(h.revised)::int AS revised, sum(h.late)::int AS late,
        sum(h.skipped)::int AS skipped, sum(h."workMs")::int8 AS "workMs", sum(h.pace)::text AS pace,
        sum(h.between)::text AS between
      FROM ${daysOf(scope)}
        AND (${work.length === 0} OR h.work = ANY (${work}::"WorkKind"[]))
        AND (${source.length === 0} OR h.source = ANY (${source}::"WorkSource"[]))
        AND (${userIds === null} OR h."userId" = ANY (${userIds ?? []}::uuid[]))
      GROUP BY 1, 2) tallies`);
  return z
    .array(TallyRow)
    .parse(rows)
    .map(({ at, day, ...row }) => ({ period: nameOf({ at, day }, timeZone), ...row }));
}

const HeadName = z.enum(["compatibility", "category"]);
const DepthRow = PeriodName.extend({ head: HeadName, open: z.int() });
export type DepthRow = { period: string; head: z.infer<typeof HeadName>; open: number };

/** What waited in each queue when it was last noted in each period. */
export async function depthsOf({ from, to, per, timeZone }: Scope): Promise<DepthRow[]> {
  const day = Prisma.sql`(hour AT TIME ZONE ${timeZone})::date`;
  const period = {
    hour: Prisma.sql`hour`,
    day,
    week: Prisma.sql`date_bin('7 days', ${day}::timestamp, '2001-01-01')::date`,
  }[per];
  const rows = await runPrepared(Prisma.sql`
    SELECT DISTINCT ON (period, head) ${nameColumn(per)}, head, open FROM (
      SELECT ${period} AS period, head, hour, open FROM "QueueDepth"
      WHERE hour >= ${from}::date::timestamp AT TIME ZONE ${timeZone}
        AND hour < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}) noted
    ORDER BY period, head, hour DESC`);
  return z
    .array(DepthRow)
    .parse(rows)
    .map(({ at, day, ...row }) => ({ period: nameOf({ at, day }, timeZone), ...row }));
}

const BoundsRow = z.tuple([z.object({ first: z.string().nullable() })]);

/** The first day with an answer or a skip; null before it. */
export async function firstDay(): Promise<string | null> {
  const rows = await runPrepared(Prisma.sql`SELECT min(day)::text AS first FROM "ThroughputDay"`);
  return BoundsRow.parse(rows)[0].first;
}

const LeftRow = z.object({
  head: HeadName,
  open: z.int(),
  leased: z.int(),
  closed: Whole,
});

/** What waits in each queue, and how many answers closed a task in the last `days` days. */
export async function queuesLeft(days: number): Promise<z.infer<typeof LeftRow>[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT q.head, coalesce(c.closed, 0) AS closed,
      (SELECT count(*)::int FROM "Task" t
        WHERE t.head = q.head AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL) AS open,
      (SELECT count(*)::int FROM "User" u JOIN "Task" t ON t."leasedById" = u.id AND t."leasedUntil" > now()
        WHERE t.head = q.head AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL) AS leased
    FROM unnest('{compatibility,category}'::"Head"[]) WITH ORDINALITY AS q(head, place)
    LEFT JOIN (
      SELECT CASE WHEN work IN ('pair', 'set') THEN 'compatibility' ELSE 'category' END::"Head" AS head,
        sum(labels - late)::int AS closed
      FROM "ThroughputHour" WHERE hour > now() - make_interval(days => ${days}::int) GROUP BY 1) c ON c.head = q.head
    ORDER BY q.place`);
  return z.array(LeftRow).parse(rows);
}

const DayRow = z.array(z.object({ day: z.string(), pairs: z.int(), flags: z.int() }));

/** Labels of each of the last `days` days, days without any among them; oldest first, today last. */
export async function labelsPerDay(days: number, today: string): Promise<z.infer<typeof DayRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT d.day::date::text AS day, coalesce(sum(t.labels) FILTER (WHERE t.work IN ('pair', 'set')), 0)::int AS pairs,
      coalesce(sum(t.labels) FILTER (WHERE t.work IN ('flag', 'group')), 0)::int AS flags
    FROM generate_series((${today}::date - ${days - 1}::int)::timestamp, ${today}::date::timestamp, '1 day') AS d(day)
    LEFT JOIN "ThroughputDay" t ON t.day = d.day::date GROUP BY 1 ORDER BY 1`);
  return DayRow.parse(rows);
}

const PaceRow = z.array(z.object({ head: HeadName, today: Whole, pace: z.coerce.bigint() }));

/** Of each queue the labels of today, and how long answers of the last `days` days took. */
export async function paceLately(days: number, today: string): Promise<z.infer<typeof PaceRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT CASE WHEN work IN ('pair', 'set') THEN 'compatibility' ELSE 'category' END AS head, sum(pace)::text AS pace,
      coalesce(sum(labels) FILTER (WHERE day = ${today}::date), 0)::int AS today
    FROM "ThroughputDay" WHERE day > ${today}::date - ${days}::int GROUP BY 1`);
  return PaceRow.parse(rows);
}

const PersonRow = z.array(z.object({ id: z.uuid(), name: z.string() }));

/** Everyone who has answered or skipped something, by name; who signs in no more among them. */
export async function peopleWithWork(): Promise<z.infer<typeof PersonRow>> {
  const rows = await runPrepared(Prisma.sql`
    SELECT id, name FROM "User" u
    WHERE EXISTS (SELECT 1 FROM "Label" l WHERE l."userId" = u.id) OR EXISTS (SELECT 1 FROM "Skip" s WHERE s."userId" = u.id)
    ORDER BY name, id`);
  return PersonRow.parse(rows);
}

const GroupRow = z.array(z.object({ id: z.uuid(), name: z.string(), userIds: z.array(z.uuid()) }));

/** The groups of people with who is in each, by name. */
export async function groupsOfPeople(): Promise<z.infer<typeof GroupRow>> {
  const rows = await db().$queryRaw`
    SELECT g.id, g.name, coalesce(array_agg(m."userId") FILTER (WHERE m."userId" IS NOT NULL), '{}') AS "userIds"
    FROM "Group" g LEFT JOIN "GroupMember" m ON m."groupId" = g.id GROUP BY g.id ORDER BY g.name`;
  return GroupRow.parse(rows);
}
