import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "../env";
import type { Session } from "./schema";

/** One made before sessions were counted is of the first count. */
const Token = z.object({ sub: z.uuid(), exp: z.number(), epoch: z.int().default(0) });
type Read = { session: Session; expiresAtMs: number };

/** Tokens read before. A token never changes what it says, and says nothing but who it is, of which count and until when:
 *  whether that person may still come in is asked of the database each time. Opening one takes as long as storing an
 *  answer. */
const known = new Map<string, Read>();
const most = 5_000;

/** The cookie that next-auth keeps the session in. */
export const sessionCookie = (): string =>
  env().NEXTAUTH_URL.startsWith("https://") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** What a session's token says; null when it is not one of this instance, or has run out. */
export async function readSessionToken(token: string, nowMs: number): Promise<Session | null> {
  const read = known.get(token) ?? (await open(token));
  if (!read || read.expiresAtMs <= nowMs) return null;
  if (!known.has(token)) remember(token, read);
  return read.session;
}

async function open(token: string): Promise<Read | null> {
  try {
    const payload = Token.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET ?? "" }));
    if (!payload.success) return null;
    const { sub: userId, epoch, exp } = payload.data;
    return { session: { userId, epoch }, expiresAtMs: exp * 1_000 };
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
