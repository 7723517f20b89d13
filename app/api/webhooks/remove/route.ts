import { route } from "@/lib/http/route";
import { removeWebhook } from "@/lib/webhooks/remove-webhook";
import { WebhookRef } from "@/lib/webhooks/schema";

export const POST = route({ can: "administer", body: WebhookRef }, ({ by, body }) => removeWebhook(by, body));
