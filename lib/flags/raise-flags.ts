import { z } from "zod";
import { inTx } from "../db";
import type { AsSystem } from "../users/allow";
import { raiseBatch } from "./internal";
import { NewFlag, type RaiseReport } from "./schema";
import { keyText, openlyDoubted, withdrawOpenFlags } from "./sql";

const batchSize = 2_000;

/** Makes these the open flags of the models: new ones get their task, those that say the same are renewed, and open ones
 *  that are not among them are withdrawn with their task, unless someone holds it, a person or a rule raised it, or it is
 *  a random look. What a reviewer has decided is not asked again. New tasks are served once a ranking holds them. Safe to
 *  repeat. Throws ZodError on a probability outside 0..1. */
export async function raiseFlags(by: AsSystem, flags: readonly NewFlag[]): Promise<RaiseReport> {
  const standing = new Set<string>();
  const report = await addFlags(by, flags, standing);
  report.withdrawn += await withdrawOthers(standing);
  return report;
}

/** Raises these flags beside those that are open, as `raiseFlags` does. `standing` is told the keys that are open now. */
export async function addFlags(
  _by: AsSystem,
  flags: readonly NewFlag[],
  standing: Set<string> = new Set(),
): Promise<RaiseReport> {
  const all = z.array(NewFlag).parse(flags);
  const report: RaiseReport = { raised: 0, renewed: 0, withdrawn: 0, left: 0 };
  for (let start = 0; start < all.length; start += batchSize) {
    const batch = await inTx((tx) => raiseBatch(tx, all.slice(start, start + batchSize)));
    report.raised += batch.raised.size;
    report.renewed += batch.renewed.size;
    report.withdrawn += batch.withdrawn;
    for (const key of [...batch.raised, ...batch.renewed]) standing.add(key);
  }
  report.left = all.length - report.raised - report.renewed;
  return report;
}

async function withdrawOthers(standing: Set<string>): Promise<number> {
  const stale = (await openlyDoubted()).filter((key) => !standing.has(keyText(key)));
  let withdrawn = 0;
  for (let start = 0; start < stale.length; start += batchSize) {
    withdrawn += await inTx((tx) => withdrawOpenFlags(tx, stale.slice(start, start + batchSize)));
  }
  return withdrawn;
}
