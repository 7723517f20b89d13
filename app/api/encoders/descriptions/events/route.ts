import { eventStream } from "@/app/api/event-stream";
import { watchLatestChange } from "@/lib/encoders/descriptions/data";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "administer" }, ({ request }) => eventStream(request.signal, watchLatestChange));
