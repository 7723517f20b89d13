import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { send } from "../jobs/boss";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf, userIdOf } from "../users/allow";

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
    const { count } = await tx.run.createMany({
      data: [{ head, seed, snapshotId, startedById: userIdOf(by) }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("run-active");
    const { id: runId } = await tx.run.findFirstOrThrow({ where: { head, status: "queued" }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "run.started",
      subject: "Run",
      subjectId: runId,
      after: { head, seed, again: number },
    });
    await send(tx, "train", { runId });
    return ok({ runId });
  });
}
