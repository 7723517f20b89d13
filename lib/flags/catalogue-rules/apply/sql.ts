import type { Tx } from "../../../db";

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
