import { route } from "@/lib/http/route";
import { Settlement } from "@/lib/labels/adjudication/schema";
import { settleDisagreement } from "@/lib/labels/adjudication/settle-disagreement";

export const POST = route({ can: "oversee", body: Settlement }, ({ by, body }) => settleDisagreement(by, body));
