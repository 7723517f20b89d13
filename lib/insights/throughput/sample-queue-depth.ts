import { db } from "../../db";
import { houseTimeZone } from "../../training/retrain/data";
import type { AsSystem } from "../../users/allow";

/** Notes what waits in each queue, once an hour: later calls of the same hour, and other workers', change nothing. Answers
 *  how many queues were noted. */
export async function sampleQueueDepth(_by: AsSystem): Promise<number> {
  const timeZone = await houseTimeZone();
  return db().$executeRaw`
    INSERT INTO "QueueDepth" (head, hour, open, leased)
    SELECT q.head, q.hour,
      (SELECT count(*)::int FROM "Task" t WHERE t.head = q.head AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL),
      (SELECT count(*)::int FROM "User" u JOIN "Task" t ON t."leasedById" = u.id AND t."leasedUntil" > now()
        WHERE t.head = q.head AND t."doneAt" IS NULL AND t."withdrawnAt" IS NULL)
    FROM (SELECT head, date_trunc('hour', now(), ${timeZone}) AS hour
      FROM unnest('{compatibility,category}'::"Head"[]) head) q
    WHERE NOT EXISTS (SELECT 1 FROM "QueueDepth" d WHERE d.head = q.head AND d.hour = q.hour)
    ON CONFLICT DO NOTHING`;
}
