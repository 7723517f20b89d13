import { route } from "@/lib/http/route";
import { askEvaluation } from "@/lib/models/evaluation/ask-evaluation";

export const POST = route({ can: "train" }, ({ by, params }) => askEvaluation(by, { versionId: params.id ?? "" }));
