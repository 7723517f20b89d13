import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { isInScope, scopeOf } from "../../assignments/scope";
import { db } from "../../db";
import { FlagKind } from "../schema";
import { type GroupKey, type PageRequest, pageSize } from "./schema";

/** What a flag is grouped by, beside kind and attribute. */
const given = Prisma.sql`CASE f.kind WHEN 'category' THEN f."givenCategoryId"::text
  WHEN 'attribute' THEN coalesce(f."givenValues" ->> 0, '') ELSE '' END`;
const proposed = Prisma.sql`CASE f.kind WHEN 'category' THEN f."proposedCategoryId"::text
  WHEN 'attribute' THEN f."proposedValues" ->> 0 WHEN 'photo' THEN f.evidence ->> 'fault' ELSE '' END`;

/** Open flags with their open tasks that this person may settle and is asked about. Random looks are left out: a grid would
 *  tell them. */
const settleable = (userId: string) => Prisma.sql`
  FROM "Flag" f JOIN "Task" t ON t."flagId" = f.id
  WHERE f.status = 'open' AND t.slice = 'ranked' AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
    AND (t."forUserId" IS NULL OR t."forUserId" = ${userId}::uuid)
    AND NOT EXISTS (
      SELECT 1 FROM "Label" l
      WHERE l."subjectId" = t."subjectId" AND l."userId" = ${userId}::uuid AND l.occasion = t.occasion
        AND l."supersededAt" IS NULL)
    AND ${isInScope(Prisma.sql`t`, userId)}`;

const GroupRow = z.object({
  kind: FlagKind,
  attribute: z.string(),
  given: z.string(),
  proposed: z.string(),
  count: z.int(),
  expected: z.number(),
});

export async function groupRows(userId: string): Promise<z.infer<typeof GroupRow>[]> {
  const rows = await db().$queryRaw`
    WITH RECURSIVE ${scopeOf(userId)}
    SELECT f.kind, f.attribute, ${given} AS given, coalesce(${proposed}, '') AS proposed, count(*)::int AS count,
      sum(f.score)::float8 AS expected
    ${settleable(userId)} GROUP BY 1, 2, 3, 4`;
  return z.array(GroupRow).parse(rows);
}

const isOf = (group: GroupKey) => Prisma.sql`
  f.kind = ${group.kind}::"FlagKind" AND f.attribute = ${group.attribute} AND ${given} = ${group.given}
  AND coalesce(${proposed}, '') = ${group.proposed}`;

const PageRow = z.object({
  taskId: z.uuid(),
  flagId: z.uuid(),
  productId: z.string(),
  otherProductId: z.string().nullable(),
  proposedProbability: z.number(),
  reasons: z.array(z.string()).nullable(),
  cluster: z.int(),
  isHeld: z.boolean(),
});

const cluster = Prisma.sql`coalesce((f.evidence ->> 'cluster')::int, 0)`;

/** One page and one flag more, in the group's order: by visual cluster, the likeliest errors of each first. */
export async function pageRows(userId: string, { after, ...group }: PageRequest): Promise<z.infer<typeof PageRow>[]> {
  const behind = after
    ? Prisma.sql`AND (${cluster}, -f.score, f.id) > (
        SELECT ${cluster}, -f.score, f.id FROM "Flag" f WHERE f.id = ${after}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw`
    WITH RECURSIVE ${scopeOf(userId)}
    SELECT t.id AS "taskId", f.id AS "flagId", f."productId", f."otherProductId", f."proposedProbability",
      f.evidence -> 'reasons' AS reasons, ${cluster} AS cluster,
      coalesce(t."leasedUntil" > now() AND t."leasedById" <> ${userId}::uuid, false) AS "isHeld"
    ${settleable(userId)} AND ${isOf(group)} ${behind}
    ORDER BY ${cluster}, -f.score, f.id LIMIT ${pageSize + 1}`;
  return z.array(PageRow).parse(rows);
}

export async function countGroup(userId: string, group: GroupKey): Promise<number> {
  const rows = await db().$queryRaw`
    WITH RECURSIVE ${scopeOf(userId)} SELECT count(*)::int AS n ${settleable(userId)} AND ${isOf(group)}`;
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}
