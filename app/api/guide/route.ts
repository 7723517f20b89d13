import { route } from "@/lib/http/route";
import { guideOf } from "@/lib/labels/data";

export const GET = route({ can: "judge-pairs" }, async () => ({ guide: await guideOf("compatibility") }));
