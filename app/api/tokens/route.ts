import { route } from "@/lib/http/route";
import { makeToken } from "@/lib/tokens/make-token";
import { NewToken } from "@/lib/tokens/schema";

export const POST = route({ can: "judge-pairs", body: NewToken }, ({ by, body }) => makeToken(by, body));
