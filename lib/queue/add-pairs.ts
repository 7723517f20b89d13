import { inTx } from "../db";
import type { AsSystem } from "../users/allow";
import { insertPairs, insertPairTasks } from "./pool/sql";
import { mayAsk } from "./rules";
import type { NewPair, OpenPair } from "./schema";

const batchSize = 5_000;

/** Adds candidate pairs, each with one open task, in batches. Safe to repeat: a pair that is there stays as it is, one
 *  that was judged is not asked again, and a withdrawn task opens again. They are served once a ranking holds them. Answers
 *  how many pairs are new, and what was opened. Throws RangeError on a holdout pair outside the uniform slice. */
export async function addPairs(
  _by: AsSystem,
  rows: readonly NewPair[],
): Promise<{ pairs: number; opened: OpenPair[] }> {
  const leak = rows.find((row) => !mayAsk(row));
  if (leak) throw new RangeError(`pair ${leak.a}, ${leak.b} is of the holdout and its slice is ${leak.slice}`);
  const opened: OpenPair[][] = [];
  let pairs = 0;
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize);
    await inTx(async (tx) => {
      pairs += await insertPairs(tx, batch);
      opened.push(await insertPairTasks(tx, batch));
    });
  }
  return { pairs, opened: opened.flat() };
}
