import { z } from "zod";
import { db } from "@/lib/db";

const Count = z.tuple([z.object({ n: z.int() })]);

/** Tasks that more than one answer has closed, and subjects that one person has judged twice. */
export async function countDuplicates(): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT ((SELECT count(*) FROM (SELECT 1 FROM "Label" WHERE NOT "isLate" AND "supersededAt" IS NULL
                                  GROUP BY "taskId" HAVING count(*) > 1) twice)
          + (SELECT count(*) FROM (SELECT 1 FROM "Label" WHERE "supersededAt" IS NULL
                                  GROUP BY "subjectId", "userId", occasion HAVING count(*) > 1) again)
          + (SELECT count(*) FROM "Label" WHERE "isLate"))::int AS n`;
  return Count.parse(rows)[0].n;
}

/** Acknowledged answers that the database does not hold. */
export async function countMissing(acknowledged: string[]): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS n FROM unnest(${acknowledged}::uuid[]) id
    WHERE NOT EXISTS (SELECT 1 FROM "Label" l WHERE l.id = id)`;
  return Count.parse(rows)[0].n;
}

/** Free tasks that stand before the last one that anybody was given. */
export async function countPassedOver(): Promise<number> {
  const rows = await db().$queryRaw`
    WITH live AS (
      SELECT r.rank, t."leasedUntil" FROM "RankEntry" r JOIN "LiveRanking" v USING ("rankingId")
      JOIN "Task" t ON t.id = r."taskId" WHERE t."doneAt" IS NULL)
    SELECT count(*)::int AS n FROM live
    WHERE "leasedUntil" IS NULL AND rank < (SELECT max(rank) FROM live WHERE "leasedUntil" IS NOT NULL)`;
  return Count.parse(rows)[0].n;
}
