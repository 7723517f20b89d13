import { route } from "@/lib/http/route";
import { quality } from "@/lib/insights/quality/data";
import { QualityFile } from "@/lib/insights/quality/schema";
import { csvFile } from "../csv-file";
import { csvOf } from "./csv";

export const dynamic = "force-dynamic";

export const GET = route({ can: "oversee", query: QualityFile }, async ({ by, query: { table } }) =>
  csvFile(`toile-quality-${table}`, csvOf(await quality(by), table)),
);
