import { route } from "@/lib/http/route";
import { DeliveryRef } from "@/lib/webhooks/schema";
import { sendAgain } from "@/lib/webhooks/send-again";

export const POST = route({ can: "administer", body: DeliveryRef }, ({ by, body }) => sendAgain(by, body));
