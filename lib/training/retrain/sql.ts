import { z } from "zod";
import type { Tx } from "../../db";
import type { Head } from "../../models/schema";
import type { LearntSince } from "./schema";

const Counted = z.object({
  now: z.date(),
  isActive: z.boolean(),
  lastRunAt: z.date().nullable(),
  labels: z.int(),
  imports: z.int(),
});

/** Answers that training reads and imports that changed something, since the head's newest run began. */
export async function newSince(tx: Tx, head: Head): Promise<z.infer<typeof Counted>> {
  const [row] = await tx.$queryRaw<unknown[]>`
    WITH last AS (
      SELECT max("createdAt") AS at, coalesce(bool_or(status IN ('queued', 'running')), false) AS "isActive"
      FROM "Run" WHERE head = ${head}::"Head")
    SELECT now() AS now, last."isActive", last.at AS "lastRunAt",
      (SELECT count(*)::int FROM "Label" l WHERE l.head = ${head}::"Head" AND l."supersededAt" IS NULL
        AND l.slice <> 'gold' AND l.verdict IN ('fits', 'clashes', 'notChosen', 'keep', 'take', 'other')
        AND l."createdAt" > coalesce(last.at, '-infinity')) AS labels,
      (SELECT count(*)::int FROM "Import" i WHERE i.status = 'finished' AND i.added + i.changed > 0
        AND i."finishedAt" > coalesce(last.at, '-infinity')) AS imports
    FROM last`;
  return Counted.parse(row);
}

const Learnt = z.object({ answers: z.int(), gain: z.number(), lower: z.number() });

/** What the answers have taught the last layer of the version that serves; null where nobody has noted anything. */
export async function learntRow(tx: Tx, head: Head): Promise<LearntSince | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT g.answers, g.gain, g.lower FROM "OnlineGain" g JOIN "Champion" c ON c."versionId" = g."versionId"
    WHERE c.head = ${head}::"Head"`;
  return z.array(Learnt).max(1).parse(rows)[0] ?? null;
}
