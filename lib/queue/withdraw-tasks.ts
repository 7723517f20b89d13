import type { Tx } from "../db";
import type { AsSystem } from "../users/allow";
import { withdrawFree, withdrawOfPair } from "./pool/sql";

const batchSize = 5_000;

/** Takes open tasks out of the queue without an answer; what someone holds now stays until it is answered or free.
 *  Answers how many were withdrawn. Safe to repeat. */
export async function withdrawTasks(_by: AsSystem, taskIds: readonly string[]): Promise<number> {
  let withdrawn = 0;
  for (let start = 0; start < taskIds.length; start += batchSize) {
    withdrawn += await withdrawFree(taskIds.slice(start, start + batchSize));
  }
  return withdrawn;
}

/** Takes every task of a pair that is not gold out of the queue, in the caller's transaction; what someone holds stays. */
export const withdrawPair = (tx: Tx, pairId: string): Promise<number> => withdrawOfPair(tx, pairId);
