import { z } from "zod";
import { route } from "@/lib/http/route";
import { recentLabels } from "@/lib/labels/data";
import { Head } from "@/lib/queue/schema";
import { houseTimeZone } from "@/lib/training/retrain/data";

const Recent = z.object({ head: Head, limit: z.coerce.number().int().min(1).max(200).default(10) });

export const GET = route({ can: "judge-pairs", query: Recent }, async ({ by, query }) =>
  recentLabels(by, query.head, { limit: query.limit, timeZone: await houseTimeZone() }),
);
