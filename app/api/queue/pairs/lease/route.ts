import { route } from "@/lib/http/route";
import { leasePairs } from "@/lib/queue/lease";
import { LeaseRequest } from "@/lib/queue/schema";

export const POST = route({ can: "judge-pairs", body: LeaseRequest }, ({ by, body }) => leasePairs(by, body));
