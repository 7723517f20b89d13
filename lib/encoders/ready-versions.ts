import { db, type Tx } from "../db";
import type { Head } from "../models/schema";

/** The version that would serve a head under an encoder: the one of it that served last, else its newest; null where none
 *  was trained under it. */
export async function readyVersion(
  head: Head,
  encoderId: string,
  tx: Tx = db(),
): Promise<{ id: string; number: number } | null> {
  const select = { id: true, number: true };
  const served = await tx.promotion.findFirst({
    where: { head, version: { encoderId } },
    orderBy: { at: "desc" },
    select: { version: { select } },
  });
  if (served) return served.version;
  return tx.modelVersion.findFirst({ where: { head, encoderId }, orderBy: { number: "desc" }, select });
}
