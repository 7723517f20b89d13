import { route } from "@/lib/http/route";
import { GroupJudgement } from "@/lib/labels/schema";
import { settleGroup } from "@/lib/labels/settle-group";

export const POST = route({ can: "judge-flags", body: GroupJudgement }, ({ by, body }) => settleGroup(by, body));
