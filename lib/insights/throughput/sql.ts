import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, runPrepared } from "../../db";
import type { Grain, WorkKind, WorkSource } from "./schema";

/** Which hours count, and what each counts for. `userIds` null: everybody's. */
export type Scope = {
  from: Date;
  to: Date;
  per: Grain;
  by: "work" | "source" | "userId";
  work: WorkKind[];
  source: WorkSource[];
  userIds: string[] | null;
};

/* The texts are few, so that they stay prepared: what varies is a value, but for the column of the split. */
const partOf = { work: `h.work::text`, source: `h.source::text`, userId: `h."userId"::text` } as const;

/** date_bin is plain arithmetic, where date_trunc asks for the time zone at every row, a quarter of a long query. */
const strideOf: Record<Grain, string> = { hour: "1 hour", day: "1 day", week: "7 days" };
const aMonday = "2001-01-01T00:00:00Z";

const Whole = z.coerce.number().int();
const TallyRow = z.object({
  period: z.date(),
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
export type TallyRow = z.infer<typeof TallyRow>;

/** What was done in each period, by part. */
export async function talliesOf({ from, to, per, by, work, source, userIds }: Scope): Promise<TallyRow[]> {
  const rows = await runPrepared(Prisma.sql`
    SELECT date_bin(${strideOf[per]}::interval, h.hour, ${aMonday}::timestamptz) AS period, ${Prisma.raw(partOf[by])} AS part, sum(h.labels)::int AS labels,
      sum(h.undone)::int AS undone, sum(h.revised)::int AS revised, sum(h.late)::int AS late,
      sum(h.skipped)::int AS skipped, sum(h."workMs")::int8 AS "workMs", sum(h.pace)::text AS pace,
      sum(h.between)::text AS between
    FROM "ThroughputHour" h
    WHERE h.hour >= ${from} AND h.hour < ${to}
      AND (${work.length === 0} OR h.work = ANY (${work}::"WorkKind"[]))
      AND (${source.length === 0} OR h.source = ANY (${source}::"WorkSource"[]))
      AND (${userIds === null} OR h."userId" = ANY (${userIds ?? []}::uuid[]))
    GROUP BY 1, 2`);
  return z.array(TallyRow).parse(rows);
}

const BoundsRow = z.tuple([z.object({ first: z.string().nullable() })]);

/** The first day with an answer or a skip; null before it. */
export async function firstDay(): Promise<string | null> {
  const rows = await runPrepared(
    Prisma.sql`SELECT to_char(min(hour) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS first FROM "ThroughputHour"`,
  );
  return BoundsRow.parse(rows)[0].first;
}

const LeftRow = z.object({
  head: z.enum(["compatibility", "category"]),
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
