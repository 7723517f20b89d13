import { route } from "@/lib/http/route";
import { throughput } from "@/lib/insights/throughput/data";
import { ThroughputFile } from "@/lib/insights/throughput/schema";
import { csvFile } from "../csv-file";
import { csvOf } from "./csv";

export const dynamic = "force-dynamic";

export const GET = route({ can: "oversee", query: ThroughputFile }, async ({ by, query }) => {
  const found = await throughput(by, query, new Date());
  const name = `toile-throughput-${query.table}-${found.from}-to-${found.to}`;
  return csvFile(name, csvOf(found, query.table));
});
