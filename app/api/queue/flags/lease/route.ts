import { route } from "@/lib/http/route";
import { leaseFlags } from "@/lib/queue/lease";
import { LeaseRequest } from "@/lib/queue/schema";

export const POST = route({ can: "judge-flags", body: LeaseRequest }, ({ by, body }) => leaseFlags(by, body));
