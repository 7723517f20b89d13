import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "../env";

const Token = z.object({ sub: z.uuid(), exp: z.number() });
type Read = { userId: string; expiresAtMs: number };

/** Tokens read before. A token never changes what it says, and says nothing but who it is and until when: whether that
 *  person may still come in is asked of the database each time. Opening one takes as long as storing an answer. */
const known = new Map<string, Read>();
const most = 5_000;

/** The cookie that next-auth keeps the session in. */
export const sessionCookie = (): string =>
  env().NEXTAUTH_URL.startsWith("https://") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** The person's id by a session's token; null when it is not one of this instance, or has run out. */
export async function readSessionToken(token: string, nowMs: number): Promise<string | null> {
  const read = known.get(token) ?? (await open(token));
  if (!read || read.expiresAtMs <= nowMs) return null;
  if (!known.has(token)) remember(token, read);
  return read.userId;
}

async function open(token: string): Promise<Read | null> {
  try {
    const payload = Token.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET ?? "" }));
    return payload.success ? { userId: payload.data.sub, expiresAtMs: payload.data.exp * 1_000 } : null;
  } catch {
    // Forged, of another instance, or expired: next-auth throws for each, and each is no session.
    return null;
  }
}

function remember(token: string, read: Read): void {
  const [oldest] = known.keys();
  if (known.size >= most && oldest !== undefined) known.delete(oldest);
  known.set(token, read);
}
