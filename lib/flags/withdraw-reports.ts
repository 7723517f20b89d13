import { inTx } from "../db";
import type { AsSystem } from "../users/allow";
import { reportsTakenBack, withdrawOpenFlags } from "./sql";

/** Withdraws open reports whose answer was taken back since, except where someone is at it now. Answers how many. */
export async function withdrawReports(_by: AsSystem): Promise<number> {
  const keys = await reportsTakenBack();
  return keys.length === 0 ? 0 : inTx((tx) => withdrawOpenFlags(tx, keys));
}
