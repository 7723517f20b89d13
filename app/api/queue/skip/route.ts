import { route } from "@/lib/http/route";
import { SkipRequest } from "@/lib/queue/schema";
import { skipTask } from "@/lib/queue/skip-task";

export const POST = route({ can: "judge-pairs", body: SkipRequest }, ({ by, body }) => skipTask(by, body));
