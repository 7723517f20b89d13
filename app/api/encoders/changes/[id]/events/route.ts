import { eventStream } from "@/app/api/event-stream";
import { changeCard, watchChangeCard } from "@/lib/encoders/data";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "administer" }, async ({ by, params, request }) => {
  const card = await changeCard(by, params.id);
  return card.ok ? eventStream(request.signal, (signal) => watchChangeCard(by, params.id, signal)) : card;
});
