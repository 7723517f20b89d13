import { inTx } from "../db";
import type { AsSystem } from "../users/allow";
import { placeChecks } from "./plan/sql";
import { removeOldRankings } from "./ranking/remove-old-rankings";
import { analyzeQueue, appendUnranked, complete, dropClosedEntries, pointAt } from "./ranking/sql";

/** Makes a written ranking the one that serves, by one pointer change; the old one serves until then. Tasks closed while
 *  it was written lose their place, open ones that it does not know go behind its end. Answers false, and changes
 *  nothing, when another version has been promoted since: two versions never meet in one queue. Safe to repeat. */
export async function makeLive(by: AsSystem, { rankingId }: { rankingId: string }): Promise<boolean> {
  const head = await inTx(
    async (tx) => {
      const ranking = await tx.ranking.findUniqueOrThrow({ where: { id: rankingId } });
      const champion = await tx.champion.findUnique({ where: { head: ranking.head } });
      if (champion && champion.versionId !== ranking.modelVersionId) return null;
      // The pointer first: an undo waits for it, then restores its task into this ranking.
      await pointAt(tx, ranking.head, rankingId);
      await dropClosedEntries(tx, rankingId);
      await appendUnranked(tx, rankingId, ranking.head);
      if (ranking.head === "compatibility") await placeChecks(tx);
      await complete(tx, rankingId);
      return ranking.head;
    },
    { timeoutMs: 60_000 },
  );
  if (!head) return false;
  await removeOldRankings(by, head);
  await analyzeQueue();
  return true;
}
