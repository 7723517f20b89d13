import { z } from "zod";
import { db } from "../../db";

const Counted = z.tuple([z.object({ answers: z.int(), own: z.int() })]);

/** Sure and set answers about pairs that were stored between two snapshots and stand: how many, and how many of this
 *  person. `from` null: since the beginning. */
export async function answersBetween(
  from: Date | null,
  to: Date,
  userId: string,
): Promise<{ answers: number; own: number }> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS answers, count(*) FILTER (WHERE "userId" = ${userId}::uuid)::int AS own
    FROM "Label"
    WHERE head = 'compatibility' AND "supersededAt" IS NULL AND slice <> 'gold'
      AND verdict IN ('fits', 'clashes', 'notChosen')
      AND "createdAt" <= ${to} AND "createdAt" > ${from ?? new Date(0)}`;
  return Counted.parse(rows)[0];
}
