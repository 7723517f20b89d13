import { route } from "@/lib/http/route";
import { throughput } from "@/lib/insights/throughput/data";
import { ThroughputFile } from "@/lib/insights/throughput/schema";
import { csvOf } from "./csv";

export const dynamic = "force-dynamic";

export const GET = route({ can: "oversee", query: ThroughputFile }, async ({ by, query }) => {
  const found = await throughput(by, query, new Date());
  const name = `toile-throughput-${query.table}-${found.from}-to-${found.to}.csv`;
  return new Response(csvOf(found, query.table), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
