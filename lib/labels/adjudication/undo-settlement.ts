import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";

/** Takes a settlement back: the row stays, marked superseded, and the pair is on the list again. Any manager may undo any.
 *  Safe to repeat. "still-gold": the pair has become gold; that has to be retired first. */
export async function undoSettlement(
  _by: Allowed<"oversee">,
  { id }: { id: string },
): Promise<Result<{ id: string }, "not-found" | "still-gold">> {
  const row = await db().adjudication.findUnique({ where: { id }, include: { pair: { include: { gold: true } } } });
  if (!row) return fail("not-found");
  if (row.pair.gold && !row.pair.gold.retiredAt && !row.supersededAt) return fail("still-gold");
  await db().adjudication.updateMany({ where: { id, supersededAt: null }, data: { supersededAt: new Date() } });
  return ok({ id });
}
