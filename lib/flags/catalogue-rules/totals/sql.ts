import { z } from "zod";
import { db } from "../../../db";

const Totals = z.object({ fixed: z.int(), standing: z.int(), flags: z.int() });
export type RuleTotals = z.infer<typeof Totals>;
const TotalRows = z.array(Totals.extend({ id: z.uuid() }));

/** What each rule has done so far. */
export async function ruleTotals(): Promise<Map<string, RuleTotals>> {
  const rows = await db().$queryRaw`
    SELECT r.id, coalesce(x.fixed, 0)::int AS fixed, coalesce(x.standing, 0)::int AS standing,
      coalesce(l.flags, 0)::int AS flags
    FROM "CatalogueRule" r
    LEFT JOIN (
      SELECT "ruleId", count(*) AS fixed, count(*) FILTER (WHERE "revertedAt" IS NULL) AS standing
      FROM "Fix" WHERE "ruleId" IS NOT NULL GROUP BY 1) x ON x."ruleId" = r.id
    LEFT JOIN (SELECT "ruleId", count(*) AS flags FROM "Label" WHERE "ruleId" IS NOT NULL GROUP BY 1) l
      ON l."ruleId" = r.id`;
  return new Map(TotalRows.parse(rows).map(({ id, ...totals }) => [id, totals]));
}

const Changed = z.array(z.object({ id: z.string(), before: z.string().nullable(), isStanding: z.boolean() }));

/** Products that the rule filed anew, with what they were filed under before. */
export async function ruleProducts(
  ruleId: string,
  after: string | undefined,
  limit: number,
): Promise<z.infer<typeof Changed>> {
  const rows = await db().$queryRaw`
    SELECT DISTINCT ON (x."productId" COLLATE "C") x."productId" AS id, c.name AS before,
      x."revertedAt" IS NULL AS "isStanding"
    FROM "Fix" x LEFT JOIN "Category" c ON c.id = (x.before ->> 'categoryId')::int
    WHERE x."ruleId" = ${ruleId}::uuid AND x."productId" COLLATE "C" > ${after ?? ""}
    ORDER BY x."productId" COLLATE "C", x."createdAt" DESC LIMIT ${limit}`;
  return Changed.parse(rows);
}
