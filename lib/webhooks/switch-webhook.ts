import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, type AsSystem, actorOf } from "../users/allow";

/** Switches a webhook on or off, with an audit row. Off: what waits goes on waiting, and fixes made meanwhile are not told
 *  of. Safe to repeat. */
export function switchWebhook(
  by: Allowed<"administer"> | AsSystem,
  { webhookId, isOn }: { webhookId: string; isOn: boolean },
): Promise<Result<{ isOn: boolean }, "not-found">> {
  return inTx(async (tx) => {
    const where = { id: webhookId, removedAt: null };
    const { count } = await tx.webhook.updateMany({ where: { ...where, isOn: !isOn }, data: { isOn } });
    const row = await tx.webhook.findFirst({ where });
    if (!row) return fail("not-found");
    if (count > 0) {
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "webhook.switched",
        subject: "Webhook",
        subjectId: webhookId,
        before: { isOn: !isOn },
        after: { isOn },
      });
    }
    return ok({ isOn });
  });
}
