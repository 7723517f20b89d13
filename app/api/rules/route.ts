import { makeRule } from "@/lib/flags/catalogue-rules/make-rule";
import { NewRule } from "@/lib/flags/catalogue-rules/schema";
import { route } from "@/lib/http/route";

export const POST = route({ can: "judge-flags", body: NewRule }, ({ by, body }) => makeRule(by, body));
