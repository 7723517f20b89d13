import { previewRule } from "@/lib/flags/catalogue-rules/data";
import { PreviewRequest } from "@/lib/flags/catalogue-rules/schema";
import { route } from "@/lib/http/route";

export const POST = route({ can: "judge-flags", body: PreviewRequest }, ({ by, body }) => previewRule(by, body));
