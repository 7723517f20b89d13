import type { AsSystem } from "../users/allow";
import { makeLive } from "./make-live";
import { rankUnranked } from "./ranking/sql";
import type { Head } from "./schema";
import { writeRanking } from "./write-ranking";

/** Behind what a few people hold already, before everything else. */
const frontPlace = 8;

/** Gives open tasks that the live ranking does not know a place near its front; before there is a ranking, one without a
 *  model is made of them. Safe to repeat. */
export async function placeInFront(by: AsSystem, head: Head): Promise<void> {
  if (await rankUnranked(head, frontPlace)) return;
  const rankingId = await writeRanking(by, { head, modelVersionId: null, policy: "reports", seed: 1, entries: [] });
  await makeLive(by, { rankingId });
}
