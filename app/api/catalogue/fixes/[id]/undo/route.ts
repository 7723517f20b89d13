import { z } from "zod";
import { undoFix } from "@/lib/flags/undo-fix";
import { route } from "@/lib/http/route";
import { fail } from "@/lib/result";

export const POST = route({ can: "judge-flags" }, ({ by, params }) => {
  const fixId = z.uuid().safeParse(params.id);
  return fixId.success ? undoFix(by, { fixId: fixId.data }) : fail("not-found");
});
