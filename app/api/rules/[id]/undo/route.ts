import { z } from "zod";
import { undoRule } from "@/lib/flags/catalogue-rules/undo-rule";
import { route } from "@/lib/http/route";
import { fail } from "@/lib/result";

const Id = z.uuid();

export const POST = route({ can: "judge-flags" }, ({ by, params }) => {
  const id = Id.safeParse(params.id);
  return id.success ? undoRule(by, { ruleId: id.data }) : fail("not-found");
});
