import { z } from "zod";
import type { Tx } from "../../../db";

export type RuleAnswer = {
  flagId: string;
  taskId: string;
  verdict: "keep" | "take" | "other";
  chosenCategoryId: number | null;
};

const Stored = z.array(z.object({ labelId: z.uuid(), flagId: z.uuid() }));

/** Settles flags as a rule says: a label each, with the rule as its batch, the task done and out of the live ranking, the
 *  flag closed. Further open tasks of the flag leave the queue. One that this person has answered before is left open.
 *  Answers the labels. */
export async function settleByRule(
  tx: Tx,
  { ruleId, userId }: { ruleId: string; userId: string },
  answers: readonly RuleAnswer[],
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
        ${ruleId}::uuid, ${ruleId}::uuid, (SELECT max(number) FROM "GuideVersion" g WHERE g.head = 'category')
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

export type RuleFix = { productId: string; labelId: string | null };
const Covered = z.array(z.object({ id: z.uuid(), productId: z.string() }));
const Fixed = z.array(z.object({ id: z.string(), before: z.int().nullable() }));

/** Files products, whose rows are held, under the rule's category: earlier fixes give way and are remembered, as in
 *  applyFix. Answers what each was filed under. */
export async function fixByRule(
  tx: Tx,
  { ruleId, categoryId }: { ruleId: string; categoryId: number },
  fixes: readonly RuleFix[],
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

/** Raises the rule's doubt about products that have no open flag, each with a task at the front of the live ranking.
 *  Nothing of the holdout is asked outside its own slice. Answers how many. */
export async function flagByRule(
  tx: Tx,
  rule: { ruleId: string; name: string; categoryId: number },
  productIds: readonly string[],
): Promise<number> {
  const evidence = { reasons: [`the rule “${rule.name}”`], neighbours: [], top: [], ruleId: rule.ruleId };
  return tx.$executeRaw`
    WITH opened AS (
      INSERT INTO "Flag" ("productId", "givenCategoryId", "proposedCategoryId", "proposedProbability", "givenProbability",
        score, evidence, "isHoldout")
      SELECT p.id, p."categoryId", ${rule.categoryId}::int, ${ruleProbability}::float8, ${1 - ruleProbability}::float8,
        ${ruleProbability}::float8, ${JSON.stringify(evidence)}::jsonb, p."isHoldout"
      FROM "Product" p WHERE p.id = ANY (${productIds}::text[]) AND NOT p."isHoldout" AND p."categoryId" IS NOT NULL
      ON CONFLICT ("productId", attribute) WHERE status = 'open' DO NOTHING
      RETURNING id),
    asked AS (
      INSERT INTO "Task" (head, "subjectId", "flagId", slice)
      SELECT 'category', id, id, 'ranked' FROM opened RETURNING id)
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate)
    SELECT v."rankingId", asked.id, 0, ${ruleProbability}::float8 FROM asked, "LiveRanking" v WHERE v.head = 'category'`;
}

/** What a reviewer's rule is worth before anyone has looked: as good as the surest flags of a network. */
const ruleProbability = 0.95;

/** Withdraws a rule's open flags, of some products or of all, with their tasks. Answers how many. */
export async function withdrawRuleFlags(
  tx: Tx,
  { ruleIds, importId }: { ruleIds: readonly string[]; importId?: string },
): Promise<number> {
  return tx.$executeRaw`
    WITH gone AS (
      UPDATE "Flag" f SET status = 'withdrawn', "settledAt" = now()
      FROM "Product" p
      WHERE p.id = f."productId" AND f.status = 'open' AND f.kind = 'category' AND f."modelVersionId" IS NULL
        AND f.evidence ->> 'ruleId' = ANY (${ruleIds}::text[])
        AND (${importId ?? null}::uuid IS NULL
          OR (p."importId" = ${importId ?? null}::uuid AND p."categoryId" IS DISTINCT FROM f."givenCategoryId"))
      RETURNING f.id)
    UPDATE "Task" SET "withdrawnAt" = now()
    WHERE "flagId" IN (SELECT id FROM gone) AND "doneAt" IS NULL AND "withdrawnAt" IS NULL`;
}
