import { z } from "zod";
import { inTx } from "../../db";
import { jobSender, send } from "../../jobs/boss";

const Waiting = z.object({ id: z.uuid() });

/** Finds challengers that nobody compares with what serves: the worker that did was killed, or the champion changed. Asks
 *  for a look at them, unless one is waiting, under way for less than ten minutes, or has failed three times in an hour.
 *  Safe to run in every worker at once. Answers the versions asked for. */
export async function askForLostEvaluations(): Promise<string[]> {
  // Makes sure that the job tables are there to look into.
  await jobSender();
  return inTx(async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT v.id FROM "ModelVersion" v
      LEFT JOIN "Champion" c ON c.head = v.head
      LEFT JOIN "ModelVersion" s ON s.id = c."versionId"
      WHERE v."createdAt" < now() - interval '1 minute'
        AND v.number = (SELECT max(n.number) FROM "ModelVersion" n WHERE n.head = v.head)
        AND NOT EXISTS (SELECT 1 FROM "Evaluation" e
          WHERE e."versionId" = v.id AND (s.number IS NULL OR s.number >= v.number OR e."againstId" = s.id))
        AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'evaluate' AND j.singleton_key = v.id::text
          AND (j.state IN ('created', 'retry') OR (j.state = 'active' AND j.started_on > now() - interval '10 minutes')))
        AND 3 > (SELECT count(*) FROM pgboss.job j WHERE j.name = 'evaluate' AND j.singleton_key = v.id::text
          AND j.state = 'failed' AND j.completed_on > now() - interval '1 hour')`;
    const ids = rows.map((row) => Waiting.parse(row).id);
    for (const versionId of ids) await send(tx, "evaluate", { versionId });
    return ids;
  });
}
