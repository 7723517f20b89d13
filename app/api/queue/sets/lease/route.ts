import { route } from "@/lib/http/route";
import { leaseSets } from "@/lib/queue/lease-sets";
import { SetLeaseRequest } from "@/lib/queue/schema";

export const POST = route({ can: "judge-pairs", body: SetLeaseRequest }, ({ by, body }) => leaseSets(by, body));
