import { route } from "@/lib/http/route";
import { deliveries } from "@/lib/webhooks/data";
import { DeliveriesQuery } from "@/lib/webhooks/schema";

export const GET = route({ can: "administer", query: DeliveriesQuery }, ({ by, query }) => deliveries(by, query));
