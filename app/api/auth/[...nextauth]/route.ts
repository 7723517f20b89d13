import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/users/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

// The options are read at the first request: at build time there is no environment to read them from.
const answer = (request: NextRequest, context: Context) => NextAuth(request as never, context as never, authOptions());

export { answer as GET, answer as POST };
