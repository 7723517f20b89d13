import { route } from "@/lib/http/route";
import { WebhookRef } from "@/lib/webhooks/schema";
import { sendTest } from "@/lib/webhooks/send-test";

export const POST = route({ can: "administer", body: WebhookRef }, ({ by, body }) => sendTest(by, body));
