import { randomBytes } from "node:crypto";
import { recordAudit } from "../audit/record";
import { inTx } from "../db";
import { fail, ok, type Result } from "../result";
import { type Allowed, actorOf } from "../users/allow";
import { toCard } from "./internal";
import type { NewWebhook, WebhookCard } from "./schema";

const mostWebhooks = 20;

/** Has an address told of fixes from now on, with an audit row. "invalid": twenty webhooks are there. */
export function makeWebhook(
  by: Allowed<"administer">,
  { name, url }: NewWebhook,
): Promise<Result<WebhookCard, "invalid">> {
  return inTx(async (tx) => {
    const there = await tx.webhook.count({ where: { removedAt: null } });
    if (there >= mostWebhooks) return fail("invalid", `There are ${mostWebhooks} webhooks. Remove one first.`);
    const row = await tx.webhook.create({
      data: { name, url, salt: randomBytes(16).toString("hex"), createdById: by.userId },
      include: { createdBy: { select: { name: true } } },
    });
    const after = { name, url };
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "webhook.made",
      subject: "Webhook",
      subjectId: row.id,
      after,
    });
    return ok(toCard(row, 0));
  });
}
