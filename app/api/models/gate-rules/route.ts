import { route } from "@/lib/http/route";
import { GateRules } from "@/lib/models/evaluation/schema";
import { setGateRules } from "@/lib/models/evaluation/set-gate-rules";

export const POST = route({ can: "train", body: GateRules }, ({ by, body }) => setGateRules(by, body));
