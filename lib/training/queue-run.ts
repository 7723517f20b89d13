import { recordAudit } from "../audit/record";
import type { Tx } from "../db";
import { send } from "../jobs/boss";
import type { Head } from "../models/schema";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";

export type Starter = Allowed<"train"> | Allowed<"administer"> | AsSystem;
/** encoderId: to train under, where it is not the live one. */
type NewRun = {
  head: Head;
  seed: number;
  promoteWhenDone?: boolean;
  snapshotId?: string;
  because?: string;
  encoderId?: string;
};

/** Stores a run with its audit row and its job, in the caller's transaction. "run-active": one of this head is under way
 *  (the database holds to it). `told`: what the audit row says beyond head and seed. */
export async function queueRun(
  tx: Tx,
  by: Starter,
  run: NewRun,
  told: Record<string, number | boolean | string>,
): Promise<Result<{ runId: string }, "run-active">> {
  const { head, seed } = run;
  const { count } = await tx.run.createMany({ data: [{ ...run, startedById: userIdOf(by) }], skipDuplicates: true });
  if (count === 0) return fail("run-active");
  const { id: runId } = await tx.run.findFirstOrThrow({ where: { head, status: "queued" }, select: { id: true } });
  await recordAudit(tx, {
    actor: actorOf(by),
    action: "run.started",
    subject: "Run",
    subjectId: runId,
    after: { head, seed, ...told },
  });
  await send(tx, "train", { runId });
  return ok({ runId });
}
