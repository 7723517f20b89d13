import { z } from "zod";
import { route } from "@/lib/http/route";
import { guideOf } from "@/lib/labels/data";
import { publishGuide } from "@/lib/labels/guide/publish-guide";
import { NewGuide } from "@/lib/labels/guide/schema";
import { Head } from "@/lib/models/schema";

const Query = z.object({ head: Head.default("compatibility") });

export const GET = route({ can: "judge-pairs", query: Query }, async ({ query }) => ({
  guide: await guideOf(query.head),
}));

export const POST = route({ can: "oversee", body: NewGuide }, ({ by, body }) => publishGuide(by, body));
