import { route } from "@/lib/http/route";
import { RetrainRules } from "@/lib/training/retrain/schema";
import { setRetrainRules } from "@/lib/training/retrain/set-retrain-rules";

export const POST = route({ can: "train", body: RetrainRules }, ({ by, body }) => setRetrainRules(by, body));
