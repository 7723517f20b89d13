import type { Allowed } from "../users/allow";
import { flagTasksOf, pairTasksOf, rankedBy } from "./data";
import { leaseTasks, openTaskCount } from "./internal";
import type { FlagLease, LeaseRequest, PairLease } from "./schema";

/** Leases pairs to one tab for a quarter of an hour: what it holds already first, then the best of the live ranking that
 *  nobody holds and this person has neither judged nor skipped. Empty when nothing is left for this person. */
export async function leasePairs(by: Allowed<"judge-pairs">, request: LeaseRequest): Promise<PairLease> {
  const taken = await leaseTasks(by.userId, "compatibility", request);
  const [tasks, ranked, open] = await Promise.all([
    pairTasksOf(taken),
    rankedBy("compatibility"),
    openTaskCount("compatibility", Date.now()),
  ]);
  return { tasks, rankedBy: ranked, open };
}

/** Leases flags to one tab, as `leasePairs` does pairs; each comes with the evidence that the reviewer needs. */
export async function leaseFlags(by: Allowed<"judge-flags">, request: LeaseRequest): Promise<FlagLease> {
  const taken = await leaseTasks(by.userId, "category", request);
  const [tasks, ranked, open] = await Promise.all([
    flagTasksOf(taken),
    rankedBy("category"),
    openTaskCount("category", Date.now()),
  ]);
  return { tasks, rankedBy: ranked, open };
}
