import { getServerSession } from "next-auth";
import { z } from "zod";
import { authOptions } from "./auth-options";

const Session = z.object({ user: z.object({ id: z.uuid() }) });

/** The signed-in person's id by the request's cookie, or null. */
export async function currentUserId(): Promise<string | null> {
  const session = Session.safeParse(await getServerSession(authOptions()));
  return session.success ? session.data.user.id : null;
}
