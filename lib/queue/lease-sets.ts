import type { Allowed } from "../users/allow";
import { pairSetsOf } from "./data";
import { leaseTasks, openTaskCount, rankedByOf } from "./internal";
import { type TakenOfSet, takeSets } from "./leases/sql";
import type { SetLease, SetLeaseRequest } from "./schema";

/** Leases sets to one tab: what it holds already first, then new ones, each around the best ranked pair that this person
 *  may take and up to three more that share a garment with it. Uniform draws, repeats and second opinions are never in a set. Each
 *  statement forms one set, so a tab that answers one and asks again waits for one. */
export async function leaseSets(by: Allowed<"judge-pairs">, request: SetLeaseRequest): Promise<SetLease> {
  const wanted = { head: "compatibility", rankedOnly: true } as const;
  const isFull = ({ tasks }: { tasks: TakenOfSet[] }) => new Set(tasks.map((task) => task.setId)).size >= request.count;
  const look = () => leaseTasks(by.userId, request, wanted, takeSets, (lease) => lease.isFormed || isFull(lease));
  let lease = await look();
  while (lease.isFormed && !isFull(lease)) lease = await look();
  return {
    sets: pairSetsOf(lease.tasks, lease.columns),
    rankedBy: rankedByOf(lease.rankedBy),
    open: await openTaskCount("compatibility", Date.now()),
  };
}
