import { z } from "zod";
import { db } from "../../db";

const Finding = z.object({
  given: z.int(),
  proposed: z.int(),
  score: z.number().min(0).max(1),
  outcome: z.enum(["error", "keep", "ambiguous"]),
});

/** The newest standing answer of a person to each flag about a category that a version raised. What can't be told says
 *  nothing; what a rule settled is nobody's look. */
export async function findingRows(): Promise<z.infer<typeof Finding>[]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT DISTINCT ON (f.id) f."givenCategoryId" AS given, f."proposedCategoryId" AS proposed,
      coalesce((f.evidence ->> 'modelScore')::float8, f.score) AS score,
      CASE WHEN l.verdict IN ('keep', 'ambiguous') THEN l.verdict::text
        WHEN l.verdict = 'other' AND l."chosenCategoryId" = f."givenCategoryId" THEN 'keep' ELSE 'error' END AS outcome
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category' AND f."modelVersionId" IS NOT NULL
    WHERE l."supersededAt" IS NULL AND NOT l."isLate" AND l."ruleId" IS NULL AND l.verdict <> 'undecidable'
    ORDER BY f.id, l."createdAt" DESC`;
  return Finding.array().parse(rows);
}
