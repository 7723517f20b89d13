import { eventStream } from "@/app/api/event-stream";
import { importCard, watchImport } from "@/lib/catalogue/import-jobs/data";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

export const GET = route({ can: "import" }, async ({ by, params, request }) => {
  const card = await importCard(by, params.id);
  return card.ok ? eventStream(request.signal, (signal) => watchImport(by, params.id, signal)) : card;
});
