import { inTx, type Tx } from "../../db";
import { houseTimeZone } from "../../training/retrain/data";
import { databaseNow, holdRollup } from "./sql";

/** Rows that are counted from labels, and can be counted from them again. */
export type Rollup = {
  name: string;
  /** Raise it when labels are counted in another way: the next round then counts everything anew. */
  version: number;
  /** Counts what labels changed since then anew; null: everything. Answers how many parts it counted. */
  recount: (tx: Tx, scope: { since: Date | null; now: Date; timeZone: string }) => Promise<number>;
};

export type Round = {
  everything?: boolean;
  /** A round that comes sooner than this after another worker's does nothing. */
  apartMs?: number;
};

/** The overview's figures follow the answers by so much. */
export const everyMs = 20_000;
/** Rounds overlap by this much: an answer's time is that of its transaction's beginning, and it may end later. */
const overlapMs = 5 * 60_000;
/** Everything is counted anew so often: what was brought in or taken out under earlier dates is found then. */
const rebuildEveryMs = 24 * 3_600_000;
/** A million labels take some ten seconds. */
const patienceMs = 600_000;

/** Brings a rollup up to date; all of it when asked, once a day, after the way of counting or the house's clock has changed.
 *  Safe to repeat, and from several workers at once. Answers how many parts were counted; null: all. */
export function followLabels(rollup: Rollup, { everything = false, apartMs = 0 }: Round): Promise<number | null> {
  const { name, version } = rollup;
  return inTx(
    async (tx) => {
      await holdRollup(tx, name);
      const state = await tx.rollupState.findUnique({ where: { name } });
      const now = await databaseNow(tx);
      const timeZone = await houseTimeZone(tx);
      if (apartMs > 0 && state && now.getTime() - state.until.getTime() < apartMs) return 0;
      const isCurrent =
        state?.version === version &&
        state.timeZone === timeZone &&
        now.getTime() - state.rebuiltAt.getTime() <= rebuildEveryMs;
      const since = everything || !isCurrent ? null : new Date(state.until.getTime() - overlapMs);
      const counted = await rollup.recount(tx, { since, now, timeZone });
      const counting = { version, timeZone, rebuiltAt: now };
      await tx.rollupState.upsert({
        where: { name },
        create: { name, until: now, ...counting },
        update: { until: now, ...(since ? {} : counting) },
      });
      return since ? counted : null;
    },
    { timeoutMs: patienceMs },
  );
}

/** Has the next rounds count everything anew: for who takes labels out, in the transaction that does. */
export async function forgetRollups(tx: Tx): Promise<void> {
  await tx.throughputHour.deleteMany();
  await tx.throughputDay.deleteMany();
  await tx.checkedPair.deleteMany();
  await tx.checkedAnswer.deleteMany();
  await tx.tellingDay.deleteMany();
  await tx.rollupState.deleteMany();
}
