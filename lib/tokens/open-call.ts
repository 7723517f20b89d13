import { fail, ok, type Result } from "../result";
import { hashOf } from "./internal";
import { bearerOf } from "./rules";
import { spendCall } from "./sql";

/** A call's token. left: calls that it may still make now; isReached: this one is one too many. */
export type UsedToken = {
  id: string;
  userId: string;
  name: string;
  scopes: string[];
  limit: { perMinute: number; left: number; isReached: boolean; secondsToWait: number };
};

/** Opens a call by its Authorization header: notes the use and counts it against the token's limit. "token": there is
 *  none, or it is not known, revoked, or has run out. */
export async function openCall(authorization: string | null): Promise<Result<UsedToken, "token">> {
  const token = bearerOf(authorization);
  const spent = token ? await spendCall(hashOf(token)) : null;
  if (!spent) return fail("token");
  const { id, userId, name, scopes, perMinute, callsLeft, isReached } = spent;
  const secondsToWait = isReached ? Math.ceil(((1 - callsLeft) * 60) / perMinute) : 0;
  return ok({ id, userId, name, scopes, limit: { perMinute, left: Math.floor(callsLeft), isReached, secondsToWait } });
}
