import { route } from "@/lib/http/route";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { FlagJudgement } from "@/lib/labels/schema";

export const POST = route({ can: "judge-flags", body: FlagJudgement }, ({ by, body }) => recordFlagJudgement(by, body));
