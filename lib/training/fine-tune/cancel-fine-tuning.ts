import { validate } from "uuid";
import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { cancelled } from "../rules";

/** Cancels a fine-tuning: one that waits at once, one under way within two seconds, when its worker sees it. Its photos stay
 *  prepared for the next one. Asking twice is asking once; one that is over is not found. */
export function cancelFineTuning(
  by: Allowed<"administer"> | AsSystem,
  { id }: { id: string },
): Promise<Result<{ id: string }, "not-found">> {
  return inTx(async (tx) => {
    if (!validate(id)) return fail("not-found");
    const queued = await tx.$executeRaw`
      UPDATE "FineTuning" SET status = 'cancelled', reason = ${cancelled}, "cancelAskedAt" = now(), "finishedAt" = now()
      WHERE id = ${id}::uuid AND status = 'queued'`;
    const asked = await tx.$executeRaw`
      UPDATE "FineTuning" SET "cancelAskedAt" = now()
      WHERE id = ${id}::uuid AND status = 'running' AND "cancelAskedAt" IS NULL`;
    if (queued + asked > 0) {
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "encoder.fine-tuning-cancelled",
        subject: "FineTuning",
        subjectId: id,
      });
      return ok({ id });
    }
    const isAsked = await tx.fineTuning.count({ where: { id, status: "running" } });
    return isAsked > 0 ? ok({ id }) : fail("not-found");
  });
}
