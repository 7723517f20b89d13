import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../../db";

/** A query: what a person's newest standing answer says each product is, whether given to its own flag or for all colours
 *  of its model (id, userId, at, says). What a rule said is nobody's look. */
export const standingAnswers = Prisma.sql`
  SELECT DISTINCT ON (s.id) s.* FROM (
    SELECT f."productId" AS id, l."userId", l."createdAt" AS at,
      CASE l.verdict WHEN 'keep' THEN f."givenCategoryId" WHEN 'take' THEN f."proposedCategoryId"
        ELSE l."chosenCategoryId" END AS says
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
    WHERE l."supersededAt" IS NULL AND l."ruleId" IS NULL AND l.verdict IN ('keep', 'take', 'other')
    UNION ALL
    SELECT x."productId", l."userId", l."createdAt", (x.after ->> 'categoryId')::int
    FROM "Fix" x JOIN "Label" l ON l.id = x."labelId"
    WHERE x.attribute = 'category' AND x."revertedAt" IS NULL AND l."supersededAt" IS NULL AND l."ruleId" IS NULL) s
  ORDER BY s.id, s.at DESC`;

/** What one person answers to a flag as part of a decision for many. */
export type ManyAnswer = {
  flagId: string;
  taskId: string;
  verdict: "keep" | "take" | "other" | "ambiguous" | "undecidable";
  chosenCategoryId: number | null;
};

const Stored = z.array(z.object({ labelId: z.uuid(), flagId: z.uuid() }));

/** Settles flags by one decision: a label each in one batch, the task done and out of the live ranking, the flag closed.
 *  Further open tasks of the flag leave the queue. One that this person has answered before is left open. Answers the
 *  labels. */
export async function settleMany(
  tx: Tx,
  { batchId, ruleId, userId }: { batchId: string; ruleId: string | null; userId: string },
  answers: readonly ManyAnswer[],
): Promise<z.infer<typeof Stored>> {
  const rows = await tx.$queryRaw`
    WITH given AS (
      SELECT * FROM unnest(${answers.map((one) => one.flagId)}::uuid[], ${answers.map((one) => one.taskId)}::uuid[],
        ${answers.map((one) => one.verdict)}::"Verdict"[], ${answers.map((one) => one.chosenCategoryId)}::int[])
        AS x(flag, task, verdict, chosen)),
    stored AS (
      INSERT INTO "Label" (id, head, "taskId", "subjectId", "flagId", "userId", occasion, slot, verdict,
        "chosenCategoryId", "elapsedMs", slice, propensity, "rankingId", rank, estimate, uncertainty, "batchId", "ruleId",
        "guideNumber")
      SELECT gen_random_uuid(), t.head, t.id, t."subjectId", t."flagId", ${userId}::uuid, t.occasion, t.slot,
        given.verdict, given.chosen, 0, t.slice, t.propensity, r."rankingId", r.rank, r.estimate, r.uncertainty,
        ${batchId}::uuid, ${ruleId}::uuid, (SELECT max(number) FROM "GuideVersion" g WHERE g.head = 'category')
      FROM given JOIN "Task" t ON t.id = given.task AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      LEFT JOIN "LiveRanking" v ON v.head = t.head
      LEFT JOIN "RankEntry" r ON r."rankingId" = v."rankingId" AND r."taskId" = t.id
      WHERE NOT EXISTS (
        SELECT 1 FROM "Label" l WHERE l."subjectId" = t."subjectId" AND l."userId" = ${userId}::uuid
          AND l.occasion = t.occasion AND l."supersededAt" IS NULL)
      ON CONFLICT DO NOTHING
      RETURNING id, "taskId", "flagId"),
    done AS (
      UPDATE "Task" t SET "doneAt" = CASE WHEN t.id = s."taskId" THEN now() END,
        "withdrawnAt" = CASE WHEN t.id = s."taskId" THEN NULL ELSE now() END
      FROM stored s WHERE t."flagId" = s."flagId" AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      RETURNING t.id),
    gone AS (
      DELETE FROM "RankEntry" r USING done, "LiveRanking" v
      WHERE v.head = 'category' AND r."rankingId" = v."rankingId" AND r."taskId" = done.id),
    closed AS (
      UPDATE "Flag" SET status = 'settled', "settledAt" = now() WHERE id IN (SELECT "flagId" FROM stored))
    SELECT id AS "labelId", "flagId" FROM stored`;
  return Stored.parse(rows);
}

/** labelId and ruleId: the decision behind it, at least one of the two. */
export type ManyFix = { productId: string; labelId: string | null };
const Covered = z.array(z.object({ id: z.uuid(), productId: z.string() }));
const Fixed = z.array(z.object({ id: z.string(), before: z.int().nullable() }));

/** Files products, whose rows are held, under one category: earlier fixes give way and are remembered, as in applyFix.
 *  Answers what each was filed under; the audit is the caller's. */
export async function fixMany(
  tx: Tx,
  { ruleId, categoryId }: { ruleId: string | null; categoryId: number },
  fixes: readonly ManyFix[],
): Promise<z.infer<typeof Fixed>> {
  const ids = fixes.map((fix) => fix.productId);
  const rows = await tx.$queryRaw`
    SELECT p.id, p."categoryId" AS before FROM "Product" p WHERE p.id = ANY (${ids}::text[]) ORDER BY p.id`;
  const earlier = await tx.$queryRaw`
    UPDATE "Fix" SET "revertedAt" = now()
    WHERE "productId" = ANY (${ids}::text[]) AND attribute = 'category' AND "revertedAt" IS NULL
    RETURNING id, "productId"`;
  const covered = Covered.parse(earlier);
  await tx.$executeRaw`
    INSERT INTO "Fix" ("productId", attribute, before, after, "labelId", "ruleId")
    SELECT p.id, 'category',
      jsonb_build_object('categoryId', p."categoryId", 'correctedCategoryId', p."correctedCategoryId", 'fixId', e.id),
      jsonb_build_object('categoryId', ${categoryId}::int, 'correctedCategoryId', ${categoryId}::int, 'fixId', NULL),
      x.label, ${ruleId}::uuid
    FROM unnest(${ids}::text[], ${fixes.map((fix) => fix.labelId)}::uuid[]) AS x(product, label)
    JOIN "Product" p ON p.id = x.product
    LEFT JOIN unnest(${covered.map((one) => one.productId)}::text[], ${covered.map((one) => one.id)}::uuid[])
      AS e(product, id) ON e.product = p.id`;
  await tx.$executeRaw`
    UPDATE "Product" SET "correctedCategoryId" = ${categoryId}::int, "updatedAt" = now() WHERE id = ANY (${ids}::text[])`;
  return Fixed.parse(rows);
}

const Sibling = z.array(
  z.object({
    id: z.string(),
    categoryId: z.int().nullable(),
    says: z.int().nullable(),
    flagId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
    givenCategoryId: z.int().nullable(),
    proposedCategoryId: z.int().nullable(),
  }),
);
export type Sibling = z.infer<typeof Sibling>[number];

/** Other listed colours of a product's garment model, their rows held: what each is filed under, what a person has said
 *  of it, its open flag with the first open task. */
export async function lockSiblings(tx: Tx, productId: string): Promise<Sibling[]> {
  const others = Prisma.sql`
    SELECT o.id FROM "Product" p JOIN "Product" o ON o."groupId" = p."groupId" AND o.id <> p.id AND o."delistedAt" IS NULL
    WHERE p.id = ${productId}`;
  await tx.$executeRaw`
    SELECT t.id FROM "Task" t JOIN "Flag" f ON f.id = t."flagId"
    WHERE f."productId" IN (${others}) AND f.kind = 'category' AND f.status = 'open'
      AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
    ORDER BY t.id FOR NO KEY UPDATE OF t`;
  await tx.$executeRaw`SELECT id FROM "Product" WHERE id IN (${others}) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw`
    SELECT p.id, p."categoryId", said.says, f.id AS "flagId", t.id AS "taskId", f."givenCategoryId",
      f."proposedCategoryId"
    FROM "Product" p
    LEFT JOIN (${standingAnswers}) said ON said.id = p.id
    LEFT JOIN "Flag" f ON f."productId" = p.id AND f.kind = 'category' AND f.status = 'open'
    LEFT JOIN LATERAL (
      SELECT t.id FROM "Task" t WHERE t."flagId" = f.id AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
      ORDER BY t.occasion, t.slot LIMIT 1) t ON true
    WHERE p.id IN (${others}) ORDER BY p.id`;
  return Sibling.parse(rows);
}

/** Keeps decisions for many apart: a rule is made alone, answers for whole models one after the other per model. */
export async function lockModelOf(tx: Tx, taskId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('catalogue rules'))`;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtext('garment model ' || p."groupId"))
    FROM "Task" t JOIN "Flag" f ON f.id = t."flagId" JOIN "Product" p ON p.id = f."productId"
    WHERE t.id = ${taskId}::uuid`;
}
