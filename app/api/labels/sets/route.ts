import { route } from "@/lib/http/route";
import { recordSetJudgement } from "@/lib/labels/record-set-judgement";
import { SetJudgement } from "@/lib/labels/schema";

export const POST = route({ can: "judge-pairs", body: SetJudgement }, ({ by, body }) => recordSetJudgement(by, body));
