import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db } from "../db";
import { type TrailFilters, type TrailRequest, trailPageSize, trailSubjects } from "./schema";

const Row = z.object({
  id: z.uuid(),
  at: z.date(),
  /** The same time to the microsecond, which a Date can't hold. */
  exactAt: z.string(),
  actorKind: z.enum(["user", "job", "commandLine"]),
  actorId: z.uuid().nullable(),
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string(),
  subjectName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type TrailRow = z.infer<typeof Row>;

/** Conditions of the filters on entry `e`. Equal actions rather than a prefix, so that each uses the index. Days
 *  are those of `timeZone`. */
function conditions({ who, what, of, from, to }: TrailFilters, timeZone: string): Prisma.Sql {
  const parts = [Prisma.sql`true`];
  if (who === "job" || who === "commandLine") parts.push(Prisma.sql`e."actorKind" = ${who}::"ActorKind"`);
  else if (who) parts.push(Prisma.sql`e."actorId" = ${who}::uuid`);
  if (what && trailSubjects.includes(what)) parts.push(Prisma.sql`starts_with(e.action, ${`${what}.`})`);
  else if (what) parts.push(Prisma.sql`e.action = ${what}`);
  if (of) parts.push(Prisma.sql`e."subjectId" = ${of}`);
  if (from) parts.push(Prisma.sql`e.at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`);
  if (to) parts.push(Prisma.sql`e.at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`);
  return Prisma.join(parts, " AND ");
}

/** One page and one entry more, the newest first. */
export async function trailRows({ after, ...filters }: TrailRequest, timeZone: string): Promise<TrailRow[]> {
  const [at, id] = after?.split("_") ?? [];
  const behind = at && id ? Prisma.sql`AND (e.at, e.id) < (${at}::timestamptz, ${id}::uuid)` : Prisma.empty;
  const rows = await db().$queryRaw`
    SELECT e.id, e.at, e.at::text AS "exactAt", e."actorKind"::text, e."actorId", e."actorName", e.action, e.subject,
      e."subjectId", e.before, e.after,
      CASE e.subject
        WHEN 'User' THEN (SELECT name FROM "User" WHERE id::text = e."subjectId")
        WHEN 'Product' THEN (SELECT title FROM "Product" WHERE id = e."subjectId")
        WHEN 'Group' THEN coalesce((SELECT name FROM "Group" WHERE id::text = e."subjectId"), e.before ->> 'name')
        WHEN 'Category' THEN (SELECT name FROM "Category" WHERE id::text = e."subjectId")
        WHEN 'ModelVersion' THEN (SELECT head || ' v' || number FROM "ModelVersion" WHERE id::text = e."subjectId")
        WHEN 'CatalogueRule' THEN (SELECT name FROM "CatalogueRule" WHERE id::text = e."subjectId")
        WHEN 'Import' THEN (SELECT "fileName" FROM "Import" WHERE id::text = e."subjectId")
      END AS "subjectName"
    FROM "AuditEntry" e WHERE ${conditions(filters, timeZone)} ${behind}
    ORDER BY e.at DESC, e.id DESC LIMIT ${trailPageSize + 1}`;
  return z.array(Row).parse(rows);
}

/** The same entries for a file, the oldest first: text and values for a connection of its own. */
export function trailSelect(filters: TrailFilters, timeZone: string): { text: string; values: unknown[] } {
  const { text, values } = Prisma.sql`
    SELECT e.at, e."actorKind"::text, e."actorId", e."actorName", e.action, e.subject, e."subjectId",
      e.before::text, e.after::text
    FROM "AuditEntry" e WHERE ${conditions(filters, timeZone)} ORDER BY e.at, e.id`;
  return { text, values };
}
