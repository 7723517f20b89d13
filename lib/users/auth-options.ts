import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "../env";
import { Credentials } from "./schema";
import { signIn } from "./sign-in";

const sessionDays = 14;

const firstAddress = (forwarded: string | string[] | undefined): string =>
  (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(",")[0]?.trim() || "direct";

declare module "next-auth" {
  interface User {
    epoch: number;
  }
}

/** next-auth's settings. The token holds the person's id and the count of their sessions, nothing else: role and name are
 *  read from the database. A token that next-auth renews keeps its count, so a stolen one ends with the others. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionDays * 24 * 60 * 60 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(input, request) {
          const parsed = Credentials.safeParse(input);
          if (!parsed.success) return null;
          const result = await signIn(parsed.data, firstAddress(request.headers?.["x-forwarded-for"]));
          if (result.ok) {
            const { userId: id, name, email, epoch } = result.value;
            return { id, name, email, epoch };
          }
          // The message reaches the form as ?error=…; next-auth offers no other way to tell two refusals apart.
          if (result.code === "too-many") throw new Error("too-many");
          return null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, epoch: (user as User).epoch, iat: token.iat } : token),
      // next-auth's type of a session knows no id.
      session: ({ session, token }) => ({ ...session, user: { id: token.sub } }) as typeof session,
    },
  };
}
