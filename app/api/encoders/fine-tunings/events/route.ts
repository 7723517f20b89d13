import { eventStream } from "@/app/api/event-stream";
import { route } from "@/lib/http/route";
import { watchFineTunings } from "@/lib/training/fine-tune/data";

export const dynamic = "force-dynamic";

export const GET = route({ can: "administer" }, ({ request }) => eventStream(request.signal, watchFineTunings));
