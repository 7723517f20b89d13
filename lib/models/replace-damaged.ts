import { recordAudit } from "../audit/record";
import { inTx, type Tx } from "../db";
import { fail, ok, type Result } from "../result";
import { type AsSystem, actorOf } from "../users/allow";
import { lockHead, promoteInTx } from "./promote";
import type { Head } from "./schema";
import { areWeightsWhole } from "./sql";

type Replaced = { damaged: number; servesAgain: number };

/** Where the weights of the version that serves do not agree with their sha256 any more, the one that served last before
 *  it, and whose own weights are whole, serves again. null where nothing is damaged. "nothing-before": no whole version
 *  of the live encoder has served; the pointer stays, and whoever loads the weights is refused. Safe to repeat. */
export function replaceDamaged(by: AsSystem, head: Head): Promise<Result<Replaced | null, "nothing-before">> {
  return inTx(async (tx) => {
    const champion = await championOf(tx, head);
    if (!champion || (await areWeightsWhole(tx, champion.id))) return ok(null);
    await lockHead(tx, head);
    // Another worker, or a person, may have been faster.
    if ((await championOf(tx, head))?.id !== champion.id) return ok(null);
    const reason = `The stored weights of v${champion.number} are damaged: their sha256 does not agree.`;
    for (const before of await servedBefore(tx, head, champion.id)) {
      const promoted = await promoteInTx(tx, by, before, reason);
      if (!promoted.ok) continue;
      const { number: servesAgain } = promoted.value;
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "model.rolled-back",
        subject: "ModelVersion",
        subjectId: champion.id,
        after: { head, servesAgain, reason },
      });
      return ok({ damaged: champion.number, servesAgain });
    }
    return fail("nothing-before");
  });
}

async function championOf(tx: Tx, head: Head): Promise<{ id: string; number: number } | null> {
  const row = await tx.champion.findUnique({
    where: { head },
    select: { version: { select: { id: true, number: true } } },
  });
  return row?.version ?? null;
}

/** Versions that served before, the latest first. */
async function servedBefore(tx: Tx, head: Head, damagedId: string): Promise<string[]> {
  const rows = await tx.promotion.findMany({
    where: { head, versionId: { not: damagedId } },
    orderBy: { at: "desc" },
    select: { versionId: true },
  });
  return [...new Set(rows.map(({ versionId }) => versionId))];
}
