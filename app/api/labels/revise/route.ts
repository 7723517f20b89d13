import { route } from "@/lib/http/route";
import { reviseLabel } from "@/lib/labels/revise-label";
import { Revision } from "@/lib/labels/schema";

export const POST = route({ can: "judge-pairs", body: Revision }, ({ by, body }) => reviseLabel(by, body));
