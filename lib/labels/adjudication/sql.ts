import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";

/** First looks that stand and are sure; gold measures people, not pairs. */
const sureFirstLook = Prisma.sql`
  l.head = 'compatibility' AND l."pairId" IS NOT NULL AND l.occasion = 0 AND l."supersededAt" IS NULL
  AND l.verdict IN ('fits', 'clashes') AND l.slice <> 'gold'`;

const isOpen = Prisma.sql`
  NOT EXISTS (SELECT 1 FROM "Adjudication" a WHERE a."pairId" = l."pairId" AND a."supersededAt" IS NULL)
  AND NOT EXISTS (SELECT 1 FROM "GoldPair" g WHERE g."pairId" = l."pairId" AND g."retiredAt" IS NULL)`;

const Row = z.object({ pairId: z.uuid(), n: z.int() });

/** The pairs that people differ about and nobody has settled, newest answer first, with how many there are in all. */
export async function disagreeingPairs(limit: number): Promise<{ pairIds: string[]; count: number }> {
  const rows = z.array(Row).parse(
    await db().$queryRaw`
      SELECT l."pairId", count(*) OVER ()::int AS n FROM "Label" l
      WHERE ${sureFirstLook} AND ${isOpen}
      GROUP BY l."pairId" HAVING count(DISTINCT l.verdict) > 1 AND count(DISTINCT l."userId") > 1
      ORDER BY max(l."createdAt") DESC, l."pairId" LIMIT ${limit}`,
  );
  return { pairIds: rows.map((row) => row.pairId), count: rows[0]?.n ?? 0 };
}

/** Whether people differ about this pair; its row is held until the transaction ends. Null when there is no such pair. */
export async function lockDisagreement(tx: Tx, pairId: string): Promise<boolean | null> {
  const rows = await tx.$queryRaw`
    SELECT (SELECT count(DISTINCT l.verdict) > 1 AND count(DISTINCT l."userId") > 1 FROM "Label" l
      WHERE l."pairId" = p.id AND ${sureFirstLook}) AS differ
    FROM "Pair" p WHERE p.id = ${pairId}::uuid FOR NO KEY UPDATE OF p`;
  return z.array(z.object({ differ: z.boolean() })).parse(rows)[0]?.differ ?? null;
}
