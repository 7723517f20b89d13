import { route } from "@/lib/http/route";
import { setQueuePlan } from "@/lib/queue/plan/set-queue-plan";
import { QueuePlan } from "@/lib/queue/schema";

export const POST = route({ can: "oversee", body: QueuePlan }, ({ by, body }) => setQueuePlan(by, body));
