import type { AsSystem } from "../../users/allow";
import type { Head } from "../schema";
import { deleteOldEntries } from "./sql";

const batchSize = 5_000;

/** Removes the places of rankings that no longer serve, in batches; the Ranking rows stay, since labels name them.
 *  Answers how many places went. Safe to repeat. */
export async function removeOldRankings(_by: AsSystem, head: Head): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await deleteOldEntries(head, batchSize);
    removed += count;
    if (count < batchSize) return removed;
  }
}
