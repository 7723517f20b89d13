import { route } from "@/lib/http/route";
import { makeWebhook } from "@/lib/webhooks/make-webhook";
import { NewWebhook } from "@/lib/webhooks/schema";

export const POST = route({ can: "administer", body: NewWebhook }, ({ by, body }) => makeWebhook(by, body));
