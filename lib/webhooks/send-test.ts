import { db } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { testType } from "./schema";

/** Puts a message that says nothing but "test" in line for a webhook, on the same way as every other one. "not-found":
 *  there is no such webhook, or it is off. */
export async function sendTest(
  _by: Allowed<"administer">,
  { webhookId }: { webhookId: string },
): Promise<Result<{ deliveryId: string }, "not-found">> {
  const webhook = await db().webhook.findFirst({ where: { id: webhookId, isOn: true, removedAt: null } });
  if (!webhook) return fail("not-found", "A webhook has to be on to be tested.");
  const body = JSON.stringify({ type: testType, timestamp: new Date().toISOString(), data: { webhook: webhook.name } });
  const { id } = await db().webhookDelivery.create({ data: { webhookId, type: testType, items: 0, body } });
  return ok({ deliveryId: id });
}
