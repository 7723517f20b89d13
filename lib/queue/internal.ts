import { setTimeout as wait } from "node:timers/promises";
import type { Head, LeaseRequest } from "./schema";
import { countOpen, hasTakeable, type TakenTask, takeTasks } from "./sql";

/** Places looked at first: more than what others hold, fewer than make a scan slow. */
const nearDepth = 10_000;
const wholeDepth = 2_147_483_647;
const raceRetries = 3;

/** The tasks that this tab holds from now on: its own first, then the best free ones, at most `count`.
 *  Looks at the whole ranking when the front is taken, and again when every free task was locked for a moment. */
export async function leaseTasks(
  userId: string,
  head: Head,
  { leaseToken, count }: LeaseRequest,
): Promise<TakenTask[]> {
  const take = (depth: number) => takeTasks({ userId, head, leaseToken, count, depth });
  let tasks = await take(nearDepth);
  if (tasks.length < count) tasks = inOrderOf(tasks, await take(wholeDepth));
  for (let retry = 0; tasks.length === 0 && retry < raceRetries; retry++) {
    if (!(await hasTakeable(userId, head))) break;
    await wait(5 << retry);
    tasks = await take(wholeDepth);
  }
  return tasks;
}

/** A second look finds what the first one took among one's own, by rank. The first answer's order stands, with what is
 *  new behind it: one's own before fresh ones. */
function inOrderOf(first: readonly TakenTask[], again: readonly TakenTask[]): TakenTask[] {
  const places = new Map(first.map((task, place) => [task.id, place]));
  const placeOf = (task: TakenTask) => places.get(task.id) ?? first.length;
  return again.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const countedFor = new Map<Head, { open: number; at: number }>();
const exactBelow = 1_000;
const keepMs = 10_000;

/** How many tasks are open: exact in a short queue; in a long one counted every ten seconds, since counting 100,000
 *  costs more than the lease itself. */
export async function openTaskCount(head: Head, nowMs: number): Promise<number> {
  const last = countedFor.get(head);
  if (last && last.open > exactBelow && nowMs - last.at < keepMs) return last.open;
  const open = await countOpen(head);
  countedFor.set(head, { open, at: nowMs });
  return open;
}
