import type { WebhookDelivery } from "@/prisma/generated/client";
import { db } from "../db";
import type { Allowed } from "../users/allow";
import { toCard } from "./internal";
import type { DeliveryCard, DeliveryPage, WebhookCard } from "./schema";

/** The webhooks that are there, the oldest first, each with how many messages wait for it. */
export async function webhooks(_by: Allowed<"administer">): Promise<WebhookCard[]> {
  const rows = await db().webhook.findMany({
    where: { removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: {
      createdBy: { select: { name: true } },
      _count: { select: { deliveries: { where: { nextAt: { not: null } } } } },
    },
  });
  return rows.map((row) => toCard(row, row._count.deliveries));
}

const perPage = 30;

/** A webhook's log, newest first; paged by key. before: the last delivery of the page before. */
export async function deliveries(
  _by: Allowed<"administer">,
  { webhookId, before }: { webhookId: string; before?: string },
): Promise<DeliveryPage> {
  const rows = await db().webhookDelivery.findMany({
    where: { webhookId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: perPage + 1,
    ...(before ? { cursor: { id: before }, skip: 1 } : {}),
  });
  const page = rows.slice(0, perPage);
  return { deliveries: page.map(toDelivery), next: rows.length > perPage ? page.at(-1)!.id : null };
}

const toDelivery = (row: WebhookDelivery): DeliveryCard => ({
  id: row.id,
  type: row.type,
  items: row.items,
  state: row.deliveredAt ? "delivered" : row.nextAt ? "waiting" : "given-up",
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
  nextAt: row.nextAt?.toISOString() ?? null,
  lastStatus: row.lastStatus,
  lastError: row.lastError,
  lastMs: row.lastMs,
});
