import { cookies } from "next/headers";
import { readSessionToken, sessionCookie } from "../users/session-token";

/** The signed-in person's id by the request's cookie, or null. */
export async function currentUserId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  return token ? readSessionToken(token, Date.now()) : null;
}
