import pg from "pg";
import type { Measured } from "./load";

export type ReadBack = {
  heldByTwo: number;
  missing: number;
  twice: number;
  sameEyes: number;
  passedOver: number;
  stuck: number;
  torn: number;
};

/** Reads the database back after a load, by a connection of its own. heldByTwo: tasks given to two people, or closed by
 *  two answers · missing: acknowledged answers that are not stored · twice: answers stored twice for one person and subject
 *  · sameEyes: pairs of which one person holds or has judged both blind slots · passedOver: free tasks that stand before
 *  the last one given, that nobody holds · stuck: open tasks without a place in the ranking
 *  · torn: done tasks without the answer that closed them, and open ones that have it. */
export async function readBack(databaseUrl: string, loads: readonly Measured[]): Promise<ReadBack> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const count = async (sql: string, values: unknown[] = []) =>
    Number((await client.query<{ n: string }>(sql, values)).rows[0]!.n);
  try {
    return {
      heldByTwo:
        countShared(loads) +
        (await count(`SELECT count(*) AS n FROM (SELECT 1 FROM "Label" WHERE NOT "isLate" AND "supersededAt" IS NULL
                      GROUP BY "taskId" HAVING count(*) > 1) x`)),
      missing: await count(
        `SELECT count(*) AS n FROM unnest($1::uuid[]) id WHERE NOT EXISTS (SELECT 1 FROM "Label" l WHERE l.id = id)`,
        [loads.flatMap((load) => load.acknowledged)],
      ),
      twice: await count(`SELECT count(*) AS n FROM (SELECT 1 FROM "Label" WHERE "supersededAt" IS NULL
                          GROUP BY "subjectId", "userId", occasion HAVING count(*) > 1) x`),
      sameEyes: await count(`SELECT count(*) AS n FROM (SELECT 1 FROM "Task" WHERE "leasedById" IS NOT NULL
                             GROUP BY "subjectId", occasion, "leasedById" HAVING count(*) > 1) x`),
      passedOver: await count(`
        WITH live AS (
          SELECT r.rank, t.* FROM "RankEntry" r JOIN "LiveRanking" v USING ("rankingId") JOIN "Task" t ON t.id = r."taskId"
          WHERE t."doneAt" IS NULL)
        SELECT count(*) AS n FROM live
        WHERE "leasedUntil" IS NULL AND slot = 0
          AND rank < (SELECT max(rank) FROM live WHERE "leasedUntil" IS NOT NULL AND slot = 0)`),
      stuck: await count(`SELECT count(*) AS n FROM "Task" t WHERE t."doneAt" IS NULL AND t."withdrawnAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "RankEntry" r JOIN "LiveRanking" v USING ("rankingId") WHERE r."taskId" = t.id)`),
      torn: await count(`SELECT count(*) AS n FROM "Task" t WHERE (t."doneAt" IS NOT NULL) <> EXISTS (
        SELECT 1 FROM "Label" l WHERE l."taskId" = t.id AND NOT l."isLate" AND l."supersededAt" IS NULL)`),
    };
  } finally {
    await client.end();
  }
}

/** Tasks that leases gave to more than one person; nothing was given back or ran out meanwhile. */
function countShared(loads: readonly Measured[]): number {
  const holders = new Map<string, number>();
  let shared = 0;
  for (const [taskId, place] of loads.flatMap((load) => load.served)) {
    if ((holders.get(taskId) ?? place) !== place) shared++;
    holders.set(taskId, place);
  }
  return shared;
}
