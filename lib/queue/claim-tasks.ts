import type { Tx } from "../db";
import { lockTasks, takeLocked } from "./pool/sql";
import type { Head } from "./schema";

export type Claim = { taskId: string; state: "free" | "held" | "closed" };

/** Leases many tasks to one person at once, in the caller's transaction, to be answered in it: `free` ones are theirs from
 *  now on; what someone else holds, or what is done or withdrawn, stays as it is. Rows of all are held. An id that the
 *  head does not know is `closed`. */
export async function claimTasks(
  tx: Tx,
  { head, taskIds, userId }: { head: Head; taskIds: readonly string[]; userId: string },
): Promise<Claim[]> {
  const states = new Map((await lockTasks(tx, head, taskIds, userId)).map(({ id, state }) => [id, state]));
  const claims = taskIds.map((taskId): Claim => ({ taskId, state: states.get(taskId) ?? "closed" }));
  const free = claims.filter(({ state }) => state === "free").map(({ taskId }) => taskId);
  if (free.length > 0) await takeLocked(tx, free, userId);
  return claims;
}
