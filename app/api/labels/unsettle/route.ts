import { route } from "@/lib/http/route";
import { UndoSettlement } from "@/lib/labels/adjudication/schema";
import { undoSettlement } from "@/lib/labels/adjudication/undo-settlement";

export const POST = route({ can: "oversee", body: UndoSettlement }, ({ by, body }) => undoSettlement(by, body));
