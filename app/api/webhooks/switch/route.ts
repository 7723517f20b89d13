import { route } from "@/lib/http/route";
import { WebhookSwitch } from "@/lib/webhooks/schema";
import { switchWebhook } from "@/lib/webhooks/switch-webhook";

export const POST = route({ can: "administer", body: WebhookSwitch }, ({ by, body }) => switchWebhook(by, body));
