import { cookies } from "next/headers";
import type { Session } from "../users/schema";
import { readSessionToken, sessionCookie } from "../users/session-token";

/** The session that the request's cookie names, or null. Whether it still opens anything is for `allow()` to say. */
export async function currentSession(): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  return token ? readSessionToken(token, Date.now()) : null;
}
