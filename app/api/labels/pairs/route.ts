import { route } from "@/lib/http/route";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { PairJudgement } from "@/lib/labels/schema";

export const POST = route({ can: "judge-pairs", body: PairJudgement }, ({ by, body }) => recordPairJudgement(by, body));
