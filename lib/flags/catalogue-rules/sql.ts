import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";
import { standingAnswers } from "../many/sql";
import type { Pattern } from "./propose-conditions";
import type { Condition, RuleCounts } from "./schema";

/** A rule ready to be asked of products: levels above the target are resolved to the categories under them. */
export type Asked = { says: "belongs" | "never"; categoryId: number; conditions: Condition[] };
/** Which products of those that meet it: all, or those of one import without some that a newer rule has decided. */
export type Scope = { importId: string; without: readonly string[] } | null;

const escapeRegex = (word: string) => word.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

function meetsOne(condition: Condition): Prisma.Sql {
  switch (condition.about) {
    case "attribute":
      return Prisma.sql`EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(
          CASE jsonb_typeof(p.values -> ${condition.attribute}) WHEN 'array' THEN p.values -> ${condition.attribute} ELSE '[]' END) v
        WHERE v = ANY (${condition.values}::text[]))`;
    case "category":
      return Prisma.sql`p."categoryId" = ANY (${condition.categoryIds}::int[])`;
    case "level":
      return Prisma.sql`(p."correctedCategoryId" IS NULL
        AND p."sourceSubcategories" ->> ${String(condition.level)} = ANY (${condition.names}::text[]))`;
    case "title":
      return Prisma.sql`p.title ~* ALL (${condition.words.map((word) => `(^|[^[:alnum:]])${escapeRegex(word)}($|[^[:alnum:]])`)}::text[])`;
  }
}

const meets = (conditions: readonly Condition[]) => Prisma.sql`(${Prisma.join(conditions.map(meetsOne), " AND ")})`;

const inScope = (scope: Scope) =>
  scope === null
    ? Prisma.empty
    : Prisma.sql`AND p."importId" = ${scope.importId}::uuid AND NOT (p.id = ANY (${scope.without}::text[]))`;

/** `met`: products on sale that meet the conditions. `said`: what a person's newest standing answer says each is, whether
 *  given to its own flag or for all colours of its model; what a rule said is nobody's look. `judged`: both. */
const judged = ({ says, categoryId, conditions }: Asked, scope: Scope = null) => Prisma.sql`
  met AS (
    SELECT p.id, p."categoryId", p."correctedCategoryId", p."isHoldout" FROM "Product" p
    WHERE p."delistedAt" IS NULL AND ${meets(conditions)} ${inScope(scope)}),
  said AS (
    ${standingAnswers}),
  judged AS (
    SELECT met.*, said.says, said."userId", said.at,
      coalesce(${says === "belongs" ? Prisma.sql`said.says <> ${categoryId}` : Prisma.sql`said.says = ${categoryId}`}, false)
        AS contradicts,
      ${says === "belongs" ? Prisma.sql`met."categoryId" IS DISTINCT FROM ${categoryId}` : Prisma.sql`met."categoryId" IS NOT DISTINCT FROM ${categoryId}`}
        AS wrong
    FROM met LEFT JOIN said ON said.id = met.id)`;

/** Open flags of `judged` that the rule settles; see rules.ts for how. */
const settles = ({ says, categoryId }: Asked) =>
  says === "belongs"
    ? Prisma.sql`true`
    : Prisma.sql`f."proposedCategoryId" = ${categoryId} AND f."givenCategoryId" <> ${categoryId}`;

const n = z.int();
const Counts = z.tuple([z.object({ meets: n, right: n, changes: n, flags: n, contradicted: n })]);

export async function countJudged(asked: Asked): Promise<RuleCounts> {
  const rows = await db().$queryRaw`
    WITH ${judged(asked)}
    SELECT count(*)::int AS meets, count(*) FILTER (WHERE NOT wrong)::int AS right,
      count(*) FILTER (WHERE wrong AND NOT contradicts)::int AS changes,
      count(*) FILTER (WHERE contradicts)::int AS contradicted,
      (SELECT count(*)::int FROM judged j JOIN "Flag" f ON f."productId" = j.id AND f.kind = 'category'
        AND f.status = 'open' WHERE NOT j.contradicts AND ${settles(asked)}) AS flags
    FROM judged`;
  return Counts.parse(rows)[0];
}

const Ids = z.array(z.object({ id: z.string() }));

/** Products that would change, by id after `after`. */
export async function changedPage(asked: Asked, after: string | undefined, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw`
    WITH ${judged(asked)}
    SELECT id FROM judged WHERE wrong AND NOT contradicts AND id COLLATE "C" > ${after ?? ""}
    ORDER BY id COLLATE "C" LIMIT ${limit}`;
  return Ids.parse(rows).map((row) => row.id);
}

const Contradicted = z.array(z.object({ id: z.string(), says: z.int(), by: z.string(), at: z.date() }));

export async function contradictedRows(asked: Asked, limit: number): Promise<z.infer<typeof Contradicted>> {
  const rows = await db().$queryRaw`
    WITH ${judged(asked)}
    SELECT j.id, j.says, u.name AS by, j.at FROM judged j JOIN "User" u ON u.id = j."userId"
    WHERE j.contradicts ORDER BY j.at DESC, j.id LIMIT ${limit}`;
  return Contradicted.parse(rows);
}

const PatternRow = z.array(z.object({ mask: n, products: n, group: n, target: n }));

/** Listed products counted by which of the conditions they meet. The group: openly flagged from `given` to `proposed`. */
export async function patternCounts(
  conditions: readonly Condition[],
  given: number,
  proposed: number,
): Promise<Pattern[]> {
  const bits = conditions.map((one, i) => Prisma.sql`CASE WHEN ${meetsOne(one)} THEN ${1 << i}::int ELSE 0 END`);
  const rows = await db().$queryRaw`
    SELECT mask, count(*)::int AS products, count(*) FILTER (WHERE grouped)::int AS "group",
      count(*) FILTER (WHERE NOT grouped AND category = ${proposed})::int AS target
    FROM (
      SELECT ${Prisma.join(bits, " + ")} AS mask, p."categoryId" AS category, f.id IS NOT NULL AS grouped
      FROM "Product" p LEFT JOIN "Flag" f ON f."productId" = p.id AND f.kind = 'category' AND f.status = 'open'
        AND f."givenCategoryId" = ${given} AND f."proposedCategoryId" = ${proposed}
      WHERE p."delistedAt" IS NULL) x
    GROUP BY mask`;
  return PatternRow.parse(rows);
}

/** Rules are made, applied and undone one after the other; held until the transaction ends. */
export async function lockRules(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('catalogue rules'))`;
}

/** Holds what a rule will touch, tasks before products, as one answer does, and both in the order of their ids. */
export async function lockJudged(tx: Tx, asked: Asked, scope: Scope): Promise<void> {
  await tx.$executeRaw`
    WITH ${judged(asked, scope)}
    SELECT t.id FROM "Task" t JOIN "Flag" f ON f.id = t."flagId"
    WHERE f."productId" IN (SELECT id FROM judged) AND f.kind = 'category' AND f.status = 'open'
      AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
    ORDER BY t.id FOR NO KEY UPDATE OF t`;
  await tx.$executeRaw`
    WITH ${judged(asked, scope)}
    SELECT p.id FROM "Product" p WHERE p.id IN (SELECT id FROM judged) ORDER BY p.id FOR NO KEY UPDATE OF p`;
}

const Touched = z.array(
  z.object({
    id: z.string(),
    categoryId: n.nullable(),
    contradicts: z.boolean(),
    wrong: z.boolean(),
    isHoldout: z.boolean(),
    flagId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
    givenCategoryId: n.nullable(),
    proposedCategoryId: n.nullable(),
  }),
);
export type Touched = z.infer<typeof Touched>[number];

/** Each product that meets the rule, with its open flag and that flag's first open task. */
export async function judgedRows(tx: Tx, asked: Asked, scope: Scope): Promise<Touched[]> {
  const rows = await tx.$queryRaw`
    WITH ${judged(asked, scope)}
    SELECT j.id, j."categoryId", j.contradicts, j.wrong, j."isHoldout", f.id AS "flagId", t.id AS "taskId",
      f."givenCategoryId", f."proposedCategoryId"
    FROM judged j
    LEFT JOIN "Flag" f ON f."productId" = j.id AND f.kind = 'category' AND f.status = 'open'
    LEFT JOIN LATERAL (
      SELECT t.id FROM "Task" t WHERE t."flagId" = f.id AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      ORDER BY t.occasion, t.slot LIMIT 1) t ON true
    ORDER BY j.id`;
  return Touched.parse(rows);
}

/** Products that the rule would change. */
export async function wronglyFiled(asked: Asked): Promise<string[]> {
  const rows = await db().$queryRaw`WITH ${judged(asked)} SELECT id FROM judged WHERE wrong AND NOT contradicts`;
  return Ids.parse(rows).map((row) => row.id);
}
