import type { Webhook } from "@/prisma/generated/client";
import type { WebhookCard } from "./schema";
import { secretOf } from "./sign";

export const toCard = (row: Webhook & { createdBy: { name: string } }, waiting: number): WebhookCard => ({
  id: row.id,
  name: row.name,
  url: row.url,
  isOn: row.isOn,
  secret: secretOf(row.salt),
  by: row.createdBy.name,
  createdAt: row.createdAt.toISOString(),
  waiting,
});
