import { route } from "@/lib/http/route";
import { styleGuide } from "@/lib/labels/data";

export const GET = route({ can: "judge-pairs" }, async () => ({ guide: await styleGuide() }));
