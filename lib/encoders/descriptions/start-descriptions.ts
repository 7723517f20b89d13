import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { send } from "../../jobs/boss";
import { fail, ok, type Result } from "../../result";
import { actorOf, userIdOf } from "../../users/allow";
import type { Changer } from "../start-change";
import type { NewDescriptions } from "./schema";

/** Has descriptions read by something else: a worker opens it, embeds every description beside the work, and then trainings
 *  read it. What serves goes on with what it learnt by. At most one change is under way (the database holds to it):
 *  "change-under-way". isSent false: whoever asks takes it up without a worker. */
export function startDescriptions(
  by: Changer,
  { source }: NewDescriptions,
  { isSent = true }: { isSent?: boolean } = {},
): Promise<Result<{ id: string }, "change-under-way">> {
  return inTx(async (tx) => {
    const { count } = await tx.descriptionChange.createMany({
      data: [{ source, byId: userIdOf(by) }],
      skipDuplicates: true,
    });
    if (count === 0) return fail("change-under-way");
    const { id } = await tx.descriptionChange.findFirstOrThrow({ where: { status: "queued" }, select: { id: true } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "descriptions.change-started",
      subject: "DescriptionChange",
      subjectId: id,
      after: { source },
    });
    if (isSent) await send(tx, "change-descriptions", { changeId: id });
    return ok({ id });
  });
}
