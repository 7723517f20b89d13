import type { Allowed } from "../users/allow";
import { flagTasksOf, pairTasksOf } from "./data";
import { leaseTasks, openTaskCount, rankedByOf } from "./internal";
import { takeFlags, takePairs } from "./leases/sql";
import type { FlagLease, LeaseRequest, PairLease } from "./schema";

/** Leases pairs to one tab, for a quarter of an hour or for a trip: what it holds already first, then the best of the live
 *  ranking that nobody holds and this person has neither judged nor skipped. Pairs of this tab's sets are not among them.
 *  Empty when nothing is left for this person. */
export async function leasePairs(by: Allowed<"judge-pairs">, request: LeaseRequest): Promise<PairLease> {
  const head = "compatibility";
  const [lease, open] = await Promise.all([
    leaseTasks(by.userId, request, { head }, takePairs, ({ tasks }) => tasks.length >= request.count),
    openTaskCount(head, Date.now()),
  ]);
  return { tasks: pairTasksOf(lease.tasks, lease.columns), rankedBy: rankedByOf(lease.rankedBy), open };
}

/** Leases flags to one tab, as `leasePairs` does pairs; each comes with the evidence that the reviewer needs. */
export async function leaseFlags(by: Allowed<"judge-flags">, request: LeaseRequest): Promise<FlagLease> {
  const head = "category";
  const lease = await leaseTasks(by.userId, request, { head }, takeFlags, ({ tasks }) => tasks.length >= request.count);
  const [tasks, open] = await Promise.all([flagTasksOf(lease.tasks), openTaskCount(head, Date.now())]);
  return { tasks, rankedBy: rankedByOf(lease.rankedBy), open };
}
