import { route } from "@/lib/http/route";
import { NamedFigures } from "@/lib/insights/quality/schema";
import { setNamedFigures } from "@/lib/insights/quality/set-named-figures";

export const POST = route({ can: "administer", body: NamedFigures }, ({ by, body }) => setNamedFigures(by, body));
