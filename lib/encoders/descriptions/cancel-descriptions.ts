import { validate } from "uuid";
import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { actorOf } from "../../users/allow";
import type { Changer } from "../start-change";
import { cancelled } from "./rules";

/** Gives up a change of what descriptions are read by: one that waits at once, one under way within two seconds. What is
 *  embedded stays, so that the same source goes on from there. Asking twice is asking once; one that is over is not
 *  found. */
export function cancelDescriptions(by: Changer, { id }: { id: string }): Promise<Result<{ id: string }, "not-found">> {
  return inTx(async (tx) => {
    if (!validate(id)) return fail("not-found");
    const queued = await tx.descriptionChange.updateMany({
      where: { id, status: "queued" },
      data: { status: "cancelled", reason: cancelled, cancelAskedAt: new Date(), finishedAt: new Date() },
    });
    const asked = await tx.descriptionChange.updateMany({
      where: { id, status: "running", cancelAskedAt: null },
      data: { cancelAskedAt: new Date() },
    });
    if (queued.count + asked.count > 0) {
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "descriptions.change-cancelled",
        subject: "DescriptionChange",
        subjectId: id,
      });
      return ok({ id });
    }
    const isAsked = await tx.descriptionChange.count({ where: { id, status: "running" } });
    return isAsked > 0 ? ok({ id }) : fail("not-found");
  });
}
