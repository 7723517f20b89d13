import { route } from "@/lib/http/route";
import { releaseTasks } from "@/lib/queue/release-tasks";
import { ReleaseRequest } from "@/lib/queue/schema";

export const POST = route({ can: "judge-pairs", body: ReleaseRequest }, ({ by, body }) => releaseTasks(by, body));
