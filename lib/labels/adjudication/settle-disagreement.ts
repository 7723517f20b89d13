import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { PairVerdict } from "../schema";
import type { Settled, Settlement } from "./schema";
import { lockDisagreement } from "./sql";

/** Settles a pair on which people differ; training then reads this verdict alone, and "unsure" takes the pair out of it.
 *  The opinions stay as they are. Safe to repeat. "not-found": no such pair, or nobody differs about it any more.
 *  "already-settled": somebody was quicker. */
export function settleDisagreement(
  by: Allowed<"oversee">,
  { id, pairId, verdict, note }: Settlement,
): Promise<Result<Settled, "not-found" | "already-settled" | "id-reused">> {
  return inTx(async (tx) => {
    const differ = await lockDisagreement(tx, pairId);
    const earlier = await tx.adjudication.findUnique({ where: { id }, include: { by: { select: { name: true } } } });
    if (earlier) {
      const isSame =
        earlier.byId === by.userId &&
        earlier.pairId === pairId &&
        earlier.verdict === verdict &&
        earlier.note === (note || null);
      return isSame ? ok(toSettled(earlier)) : fail("id-reused");
    }
    if (!differ) return fail("not-found", "Nobody differs about this pair any more.");
    if ((await tx.adjudication.count({ where: { pairId, supersededAt: null } })) > 0) return fail("already-settled");
    const row = await tx.adjudication.create({
      data: { id, pairId, verdict, note: note || null, byId: by.userId },
      include: { by: { select: { name: true } } },
    });
    return ok(toSettled(row));
  });
}

type Row = { id: string; pairId: string; verdict: string; note: string | null; createdAt: Date; by: { name: string } };

export const toSettled = (row: Row): Settled => ({
  id: row.id,
  pairId: row.pairId,
  verdict: PairVerdict.parse(row.verdict),
  note: row.note,
  by: row.by.name,
  at: row.createdAt.toISOString(),
});
