import { Readable } from "node:stream";
import { route } from "@/lib/http/route";
import { trailCsv } from "@/lib/trail/data";
import { TrailFilters } from "@/lib/trail/schema";

export const dynamic = "force-dynamic";

const headers = {
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": 'attachment; filename="toile-audit.csv"',
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

export const GET = route({ can: "oversee", query: TrailFilters }, ({ by, query }) => {
  const body = Readable.toWeb(Readable.from(trailCsv(by, query), { objectMode: false }));
  return new Response(body as ReadableStream<Uint8Array>, { headers });
});
