import { z } from "zod";
import { db } from "../db";
import type { OpenWork } from "./rules";

const OpenRow = z.object({
  head: z.enum(["compatibility", "category"]),
  categoryIds: z.array(z.int().nullable()),
  seasons: z.array(z.string().nullable()),
  tasks: z.int(),
});

/** Open tasks by the categories and seasons that they are about; what waits for one person by name is left out. */
export async function openWork(): Promise<OpenWork[]> {
  const rows = await db().$queryRaw`
    WITH open AS (
      SELECT head, "pairId", "flagId" FROM "Task"
      WHERE "doneAt" IS NULL AND "withdrawnAt" IS NULL AND "forUserId" IS NULL)
    SELECT 'compatibility' AS head, ARRAY[a."categoryId", b."categoryId"] AS "categoryIds",
      ARRAY[a.season, b.season] AS seasons, count(*)::int AS tasks
    FROM open JOIN "Pair" p ON p.id = open."pairId"
    JOIN "Product" a ON a.id = p."productAId" JOIN "Product" b ON b.id = p."productBId"
    WHERE open.head = 'compatibility' GROUP BY 2, 3
    UNION ALL
    SELECT 'category', ARRAY[g."categoryId"], ARRAY[g.season], count(*)::int
    FROM open JOIN "Flag" f ON f.id = open."flagId" JOIN "Product" g ON g.id = f."productId"
    WHERE open.head = 'category' GROUP BY 2, 3`;
  return z.array(OpenRow).parse(rows);
}

const SeasonRow = z.object({ season: z.string(), products: z.int() });

/** Seasons of listed products, the newest name first. */
export async function seasonsInUse(): Promise<z.infer<typeof SeasonRow>[]> {
  const rows = await db().$queryRaw`
    SELECT season, count(*)::int AS products FROM "Product" WHERE season IS NOT NULL AND "delistedAt" IS NULL
    GROUP BY 1 ORDER BY 1 DESC LIMIT 200`;
  return z.array(SeasonRow).parse(rows);
}
