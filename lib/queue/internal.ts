import { setTimeout as wait } from "node:timers/promises";
import type { Take } from "./leases/internal";
import { hasTakeable } from "./leases/sql";
import { type Head, type LeaseRequest, leaseMinutes, type RankedBy, tripMinutes } from "./schema";
import { countOpen } from "./sql";

/** Places looked at first: more than what others hold, fewer than make a scan slow. */
const nearDepth = 10_000;
const wholeDepth = 2_147_483_647;
const raceRetries = 3;

type Taking<T> = { tasks: T[] };
type Wanted = { head: Head; rankedOnly?: boolean };

/** What this tab holds from now on, by `take`: its own first, then the best free ones. Looks at the whole ranking when
 *  `isEnough` says that the front did not hold enough, and again when every free task was locked for a moment. */
export async function leaseTasks<T extends { id: string }, L extends Taking<T>>(
  userId: string,
  { leaseToken, count, isTrip }: LeaseRequest,
  { head, rankedOnly = false }: Wanted,
  take: (by: Take) => Promise<L>,
  isEnough: (lease: L) => boolean,
): Promise<L> {
  const at = (depth: number) =>
    take({ userId, leaseToken, count, depth, minutes: isTrip ? tripMinutes : leaseMinutes });
  let lease = await at(nearDepth);
  if (!isEnough(lease)) lease = inOrderOf(lease.tasks, await at(wholeDepth));
  for (let retry = 0; lease.tasks.length === 0 && retry < raceRetries; retry++) {
    if (!(await hasTakeable(userId, head, rankedOnly))) break;
    await wait(5 << retry);
    lease = await at(wholeDepth);
  }
  return lease;
}

/** A second look finds what the first one took among one's own, by rank. The first answer's order stands, with what is
 *  new behind it: one's own before fresh ones. */
function inOrderOf<T extends { id: string }, L extends Taking<T>>(first: readonly T[], again: L): L {
  const places = new Map(first.map((task, place) => [task.id, place]));
  const placeOf = (task: T) => places.get(task.id) ?? first.length;
  return { ...again, tasks: again.tasks.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

/** As the screens have it. */
export const rankedByOf = (row: RankedBy | null): RankedBy | null =>
  row && { version: row.version, at: new Date(row.at).toISOString() };

const counted = new Map<Head, { open: number; at: number; isCounting: boolean }>();
const exactUpTo = 1_000;
const keepMs = 10_000;

/** How many tasks are open: exact in a short queue. A long one is counted beside the leases, ten seconds after the last
 *  time, since counting 100,000 costs more than the lease itself; whoever asks meanwhile gets the last figure. */
export async function openTaskCount(head: Head, nowMs: number): Promise<number> {
  const last = counted.get(head);
  if (!last || last.open <= exactUpTo) return recount(head, nowMs);
  if (nowMs - last.at >= keepMs && !last.isCounting) {
    last.isCounting = true;
    // The figure is a comfort: a lease does not fail for it, and the next one counts again.
    recount(head, nowMs).catch(() => counted.delete(head));
  }
  return last.open;
}

async function recount(head: Head, nowMs: number): Promise<number> {
  const open = await countOpen(head);
  counted.set(head, { open, at: nowMs, isCounting: false });
  return open;
}
