import { z } from "zod";
import { inTx } from "../db";
import type { AsSystem } from "../users/allow";
import { NewFlag, type RaiseReport } from "./schema";
import { insertFlags, openlyFlagged, raisableProducts, renewFlags, withdrawOpenFlags } from "./sql";

const batchSize = 2_000;
type Flags = z.output<typeof NewFlag>[];

/** Makes these the open flags: new ones get their task, those that say the same are renewed, and open ones that are not
 *  among them are withdrawn with their task, unless someone holds it. What a reviewer has decided is not asked again.
 *  New tasks are served once a ranking holds them. Safe to repeat. Throws ZodError on a probability outside 0..1. */
export async function raiseFlags(_by: AsSystem, flags: readonly NewFlag[]): Promise<RaiseReport> {
  const all = z.array(NewFlag).parse(flags);
  const standing = new Set<string>();
  const report: RaiseReport = { raised: 0, renewed: 0, withdrawn: 0, left: 0 };
  for (let start = 0; start < all.length; start += batchSize) {
    const batch = await raiseBatch(all.slice(start, start + batchSize));
    report.raised += batch.raised.size;
    report.renewed += batch.renewed.size;
    report.withdrawn += batch.withdrawn;
    for (const id of [...batch.raised, ...batch.renewed]) standing.add(id);
  }
  report.left = all.length - report.raised - report.renewed;
  report.withdrawn += await withdrawOthers(standing);
  return report;
}

const raiseBatch = (flags: Flags) =>
  inTx(async (tx) => {
    const raisable = await raisableProducts(tx, flags);
    const wanted = flags.filter((flag) => raisable.has(flag.productId));
    const renewed = await renewFlags(tx, wanted);
    const others = wanted.filter((flag) => !renewed.has(flag.productId));
    const withdrawn = await withdrawOpenFlags(
      tx,
      others.map((flag) => flag.productId),
    );
    return { raised: await insertFlags(tx, others), renewed, withdrawn };
  });

async function withdrawOthers(standing: Set<string>): Promise<number> {
  const stale = (await openlyFlagged()).filter((id) => !standing.has(id));
  let withdrawn = 0;
  for (let start = 0; start < stale.length; start += batchSize) {
    withdrawn += await inTx((tx) => withdrawOpenFlags(tx, stale.slice(start, start + batchSize)));
  }
  return withdrawn;
}
