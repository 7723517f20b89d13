import { route } from "@/lib/http/route";
import { returnOnLabels } from "@/lib/insights/return/data";
import { ReturnFile } from "@/lib/insights/return/schema";
import { csvFile } from "../csv-file";
import { csvOf } from "./csv";

export const dynamic = "force-dynamic";

export const GET = route({ can: "oversee", query: ReturnFile }, async ({ by, query: { table, target } }) =>
  csvFile(`toile-return-${table}`, csvOf(await returnOnLabels(by, { target }), table)),
);
