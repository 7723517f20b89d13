import { inTx } from "../db";
import { fail, type Result } from "../result";
import type { Allowed, AsSystem } from "../users/allow";
import { queueRun } from "./queue-run";

/** Queues a run on the very snapshot and seed of an earlier version. With the same code and backend it ends in the same
 *  weights, to the byte: what a version was made of is no claim, it can be tried. */
export function trainAgain(
  by: Allowed<"train"> | AsSystem,
  { versionId }: { versionId: string },
): Promise<Result<{ runId: string }, "not-found" | "run-active">> {
  return inTx(async (tx) => {
    const version = await tx.modelVersion.findUnique({ where: { id: versionId } });
    if (!version) return fail("not-found");
    const { head, seed, snapshotId, number } = version;
    return queueRun(tx, by, { head, seed, snapshotId }, { again: number });
  });
}
