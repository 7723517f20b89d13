import { z } from "zod";
import { ruleChanges } from "@/lib/flags/catalogue-rules/data";
import { route } from "@/lib/http/route";
import { fail } from "@/lib/result";

const Id = z.uuid();
const Query = z.object({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(24) });

export const GET = route({ can: "judge-flags", query: Query }, ({ by, params, query }) => {
  const id = Id.safeParse(params.id);
  return id.success ? ruleChanges(by, { ruleId: id.data, ...query }) : fail("not-found");
});
