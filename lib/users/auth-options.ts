import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "../env";
import { Credentials } from "./schema";
import { signIn } from "./sign-in";

const sessionDays = 14;

const firstAddress = (forwarded: string | string[] | undefined): string =>
  (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(",")[0]?.trim() || "direct";

/** next-auth's settings. The token holds the person's id and nothing else: role and name are read from the database. */
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
          if (result.ok) return { id: result.value.userId, name: result.value.name, email: result.value.email };
          // The message reaches the form as ?error=…; next-auth offers no other way to tell two refusals apart.
          if (result.code === "too-many") throw new Error("too-many");
          return null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, iat: token.iat } : token),
      // next-auth's type of a session knows no id.
      session: ({ session, token }) => ({ ...session, user: { id: token.sub } }) as typeof session,
    },
  };
}
