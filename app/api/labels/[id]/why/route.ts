import { route } from "@/lib/http/route";
import { explainLabel } from "@/lib/labels/data";

export const GET = route({ can: "judge-pairs" }, ({ by, params }) => explainLabel(by, { labelId: params.id ?? "" }));
