import { db, type Tx } from "../../db";
import type { Head } from "../../models/schema";
import { type RetrainRules, retrainKey, type Since, StoredRetrainRules } from "./schema";
import { learntRow, newSince } from "./sql";

/** When networks are trained by themselves; never, until someone sets a rule. */
export async function retrainRules(tx: Tx = db()): Promise<RetrainRules> {
  const row = await tx.setting.findUnique({ where: { key: retrainKey } });
  return StoredRetrainRules.parse(row?.value ?? {});
}

/** The house's clock: nights, and the overview's days and weeks, begin on it. */
export const houseTimeZone = async (tx: Tx = db()): Promise<string> => (await retrainRules(tx)).timeZone;

/** What there is new of a head since its newest run began, and the database's time. */
export async function since(head: Head, tx: Tx = db()): Promise<Since & { now: Date }> {
  const [counted, learnt] = [await newSince(tx, head), await learntRow(tx, head)];
  return { ...counted, learnt };
}
