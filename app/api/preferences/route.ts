import { knownBindings } from "@/app/_commands/bindings";
import { route } from "@/lib/http/route";
import { savePreferences } from "@/lib/users/save-preferences";
import { Preferences } from "@/lib/users/schema";

export const POST = route({ can: "judge-pairs", body: Preferences }, ({ by, body }) =>
  savePreferences(by, { ...body, keys: { ...knownBindings(body) } }),
);
