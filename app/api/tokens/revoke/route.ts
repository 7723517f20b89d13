import { route } from "@/lib/http/route";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { TokenRef } from "@/lib/tokens/schema";

export const POST = route({ can: "judge-pairs", body: TokenRef }, ({ by, body }) => revokeToken(by, body));
