import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";

/** Takes a webhook away for good, with an audit row: what waits for it is not sent any more. Safe to repeat. */
export function removeWebhook(
  by: Allowed<"administer">,
  { webhookId }: { webhookId: string },
): Promise<Result<{ id: string }, "not-found">> {
  return inTx(async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id: webhookId, removedAt: null },
      data: { removedAt: new Date(), isOn: false },
    });
    const row = await tx.webhook.findUnique({ where: { id: webhookId } });
    if (!row) return fail("not-found");
    if (count > 0) {
      await tx.webhookDelivery.updateMany({
        where: { webhookId, nextAt: { not: null } },
        data: { nextAt: null, lastError: "The webhook was removed." },
      });
      const before = { name: row.name, url: row.url };
      await recordAudit(tx, {
        actor: actorOf(by),
        action: "webhook.removed",
        subject: "Webhook",
        subjectId: webhookId,
        before,
      });
    }
    return ok({ id: webhookId });
  });
}
