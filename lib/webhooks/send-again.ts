import { db } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";

/** Has a delivery tried at once, with all its attempts before it again: one that waits for its next attempt, was given
 *  up, or was delivered and is wanted once more. The receiver knows it by its id. "not-found": no such delivery of a
 *  webhook that is there. */
export async function sendAgain(
  _by: Allowed<"administer">,
  { deliveryId }: { deliveryId: string },
): Promise<Result<{ deliveryId: string }, "not-found">> {
  const { count } = await db().webhookDelivery.updateMany({
    where: { id: deliveryId, webhook: { removedAt: null } },
    data: { nextAt: new Date(), attempts: 0, deliveredAt: null },
  });
  return count === 1 ? ok({ deliveryId }) : fail("not-found");
}
