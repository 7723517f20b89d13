import { z } from "zod";
import { valuesInUse } from "@/lib/catalogue/data";
import { route } from "@/lib/http/route";

const Attribute = z.object({ attribute: z.string().min(1) });

export const GET = route({ can: "judge-flags", query: Attribute }, async ({ query }) => ({
  values: await valuesInUse(query.attribute),
}));
