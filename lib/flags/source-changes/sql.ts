import { db } from "../../db";

/** Gives the open, unranked flags of these products a place at the front of the live ranking. */
export async function placeFlagsInFront(productIds: readonly string[], estimate: number): Promise<number> {
  return db().$executeRaw`
    INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate)
    SELECT v."rankingId", t.id, 0, ${estimate}::float8
    FROM "Flag" f JOIN "Task" t ON t."flagId" = f.id AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
    JOIN "LiveRanking" v ON v.head = 'category'
    WHERE f."productId" = ANY (${productIds}::text[]) AND f.status = 'open' AND f."modelVersionId" IS NULL
    ON CONFLICT DO NOTHING`;
}
