import { z } from "zod";
import { route } from "@/lib/http/route";
import { mirrorPartners } from "@/lib/recommend/mirror";

const Asked = z.object({ of: z.string().min(1).max(200) });

export const GET = route({ can: "browse", query: Asked }, ({ by, query }) => mirrorPartners(by, query.of));
