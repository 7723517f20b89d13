import { z } from "zod";
import { db } from "../db";
import type { Overview } from "./schema";

const CatalogueRow = z.object({
  products: z.int(),
  outfits: z.int(),
  photos: z.int(),
  brokenPhotos: z.int(),
  openFlags: z.int(),
  fixes: z.int(),
});

/** The catalogue in six numbers. */
export async function catalogueCounts(): Promise<Overview["catalogue"]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT
      (SELECT count(*)::int FROM "Product" WHERE "delistedAt" IS NULL) AS products,
      (SELECT count(*)::int FROM "Outfit") AS outfits,
      (SELECT count(*)::int FROM "Photo") AS photos,
      (SELECT count(*)::int FROM "Photo" WHERE "brokenReason" IS NOT NULL) AS "brokenPhotos",
      (SELECT count(*)::int FROM "Flag" WHERE status = 'open') AS "openFlags",
      (SELECT count(*)::int FROM "Fix" WHERE "revertedAt" IS NULL) AS fixes`;
  return CatalogueRow.parse(rows[0]);
}

const LookRow = z.object({ isWrong: z.boolean() });

/** What reviewers found at products that a uniform draw took, one answer a product, the newest that stands. What can't
 *  be told from the photos says nothing; where either category would do, the given one is no error. */
export async function randomLooks(): Promise<z.infer<typeof LookRow>[]> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT DISTINCT ON (f."productId")
      (l.verdict = 'take' OR (l.verdict = 'other' AND l."chosenCategoryId" <> f."givenCategoryId")) AS "isWrong"
    FROM "Label" l JOIN "Flag" f ON f.id = l."flagId" AND f.kind = 'category'
    WHERE l.head = 'category' AND l.slice = 'uniform' AND l.propensity > 0 AND l."supersededAt" IS NULL
      AND NOT l."isLate" AND l.verdict IN ('keep', 'take', 'other', 'ambiguous')
    ORDER BY f."productId", l."createdAt" DESC`;
  return LookRow.array().parse(rows);
}
