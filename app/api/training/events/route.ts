import { eventStream } from "@/app/api/event-stream";
import { route } from "@/lib/http/route";
import { watchRuns } from "@/lib/training/data";

export const dynamic = "force-dynamic";

export const GET = route({ can: "train" }, ({ request }) => eventStream(request.signal, watchRuns));
