import { inTx, type Tx } from "../../db";
import type { AsSystem } from "../../users/allow";
import { countHours, databaseNow, holdCounting, touchedHours } from "./rollup/sql";

/** Raise it when labels are counted in another way: the next round then counts everything anew. */
const countingVersion = 1;
/** Rounds overlap by this much: an answer's time is that of its transaction's beginning, and it may end later. */
const overlapMs = 5 * 60_000;
/** Everything is counted anew so often: what was brought in or taken out under earlier dates is found then. */
const rebuildEveryMs = 24 * 3_600_000;
const hourMs = 3_600_000;
/** A million labels take some ten seconds. */
const patienceMs = 600_000;

/** Counts the hours in which something came, was taken back or was revised since the last round; all of them when asked,
 *  once a day, and after the way of counting has changed. A round that comes less than `apartMs` after another worker's
 *  does nothing. Safe to repeat, and from several workers at once. Answers how many hours were counted; null: all. */
export function refreshThroughput(
  _by: AsSystem,
  { everything = false, apartMs = 0 }: { everything?: boolean; apartMs?: number } = {},
): Promise<{ hours: number | null }> {
  return inTx(
    async (tx) => {
      await holdCounting(tx);
      const state = await tx.throughputState.findUnique({ where: { id: 1 } });
      const now = await databaseNow(tx);
      if (apartMs > 0 && state && now.getTime() - state.until.getTime() < apartMs) return { hours: 0 };
      const isDue =
        !state || state.version !== countingVersion || now.getTime() - state.rebuiltAt.getTime() > rebuildEveryMs;
      const hours = everything || isDue ? null : await touchedHours(tx, new Date(state.until.getTime() - overlapMs));
      if (hours) for (const hour of hours) await countHours(tx, hour, new Date(hour.getTime() + hourMs));
      else await countHours(tx, new Date(0), new Date(now.getTime() + hourMs));
      await tx.throughputState.upsert({
        where: { id: 1 },
        create: { version: countingVersion, until: now, rebuiltAt: now },
        update: { until: now, ...(hours ? {} : { version: countingVersion, rebuiltAt: now }) },
      });
      return { hours: hours?.length ?? null };
    },
    { timeoutMs: patienceMs },
  );
}

/** Has the next round count everything anew: for who takes labels out, in the transaction that does. */
export async function forgetThroughput(tx: Tx): Promise<void> {
  await tx.throughputHour.deleteMany();
  await tx.throughputState.deleteMany();
}
