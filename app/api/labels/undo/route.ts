import { route } from "@/lib/http/route";
import { UndoRequest } from "@/lib/labels/schema";
import { undoLabel } from "@/lib/labels/undo-label";

export const POST = route({ can: "judge-pairs", body: UndoRequest }, ({ by, body }) => undoLabel(by, body));
