import { z } from "zod";
import { FixRecord } from "../flags/schema";

const url = z
  .url({ protocol: /^https?$/, error: "Give an address that begins with https:// or http://." })
  .max(2_000)
  .refine((text) => {
    const { username, password, hash } = new URL(text);
    return username === "" && password === "" && hash === "";
  }, "Leave out a user name, a password and what follows a #: each message is signed instead.");

export const NewWebhook = z.object({
  name: z.string().trim().min(1, "Give it a name, such as the system that listens.").max(80),
  url,
});
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookRef = z.object({ webhookId: z.uuid() });
export const WebhookSwitch = WebhookRef.extend({ isOn: z.boolean() });
export const DeliveriesQuery = WebhookRef.extend({ before: z.uuid().optional() });
export const DeliveryRef = z.object({ deliveryId: z.uuid() });

export type WebhookCard = {
  id: string;
  name: string;
  url: string;
  isOn: boolean;
  /** What its messages are signed with. */
  secret: string;
  by: string;
  createdAt: string;
  waiting: number;
};

export const fixesType = "catalogue.fixes";
export const testType = "test";

/** One fix that was applied or taken back. before, after and now: category names or attribute values; `now` is how the
 *  product stood when the message was written, whatever came in between. person: a pseudonym. */
export const FixNews = z.object({
  event: z.enum(["applied", "reverted"]),
  at: z.iso.datetime(),
  fix: z.uuid(),
  product: z.string(),
  attribute: FixRecord.shape.attribute,
  before: z.array(z.string()),
  after: z.array(z.string()),
  now: z.array(z.string()),
  person: z.string().nullable(),
  label: z.uuid().nullable(),
  rule: z.uuid().nullable(),
});
export type FixNews = z.infer<typeof FixNews>;

export type DeliveryState = "waiting" | "delivered" | "given-up";
export type DeliveryCard = {
  id: string;
  type: string;
  items: number;
  state: DeliveryState;
  attempts: number;
  createdAt: string;
  lastTriedAt: string | null;
  nextAt: string | null;
  lastStatus: number | null;
  lastError: string | null;
  lastMs: number | null;
};
/** next: what to ask `before` for the page behind; null on the last. */
export type DeliveryPage = { deliveries: DeliveryCard[]; next: string | null };

/** How long the log keeps what is over. */
export const keptDays = 30;
