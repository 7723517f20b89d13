import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "../users/allow";
import { cancelled } from "./rules";

/** Cancels a run: a queued one at once, a running one within two seconds, when its worker sees it. Asking twice is
 *  asking once; a run that is over is not found. */
export function cancelRun(
  by: Allowed<"train"> | AsSystem,
  { runId }: { runId: string },
): Promise<Result<{ runId: string }, "not-found">> {
  return inTx(async (tx) => {
    const queued = await tx.$executeRaw`
      UPDATE "Run" SET status = 'cancelled', reason = ${cancelled}, phase = NULL, "cancelAskedAt" = now(), "finishedAt" = now()
      WHERE id = ${runId}::uuid AND status = 'queued'`;
    const asked = await tx.$executeRaw`
      UPDATE "Run" SET "cancelAskedAt" = now()
      WHERE id = ${runId}::uuid AND status = 'running' AND "cancelAskedAt" IS NULL`;
    if (queued + asked > 0) {
      await recordAudit(tx, { actor: actorOf(by), action: "run.cancelled", subject: "Run", subjectId: runId });
      return ok({ runId });
    }
    const isAsked = await tx.run.count({ where: { id: runId, status: "running" } });
    return isAsked > 0 ? ok({ runId }) : fail("not-found");
  });
}
