import { z } from "zod";
import { ruleProposals } from "@/lib/flags/catalogue-rules/data";
import { route } from "@/lib/http/route";

const Query = z.object({ flagId: z.uuid() });

export const GET = route({ can: "judge-flags", query: Query }, ({ by, query }) => ruleProposals(by, query));
