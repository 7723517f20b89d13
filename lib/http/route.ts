import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { env } from "../env";
import { fail } from "../result";
import { type Allowed, allow } from "../users/allow";
import type { Capability } from "../users/schema";
import { currentSession } from "./current-session";
import { isForeign, isOfAnother } from "./origin";
import { respond, respondFailure } from "./respond";

const otherPerson = "Someone else is signed in on this device now.";
const maxBodyBytes = 1_000_000;

type Inputs<C extends Capability, B, Q> = {
  by: Allowed<C>;
  body: B;
  query: Q;
  params: Record<string, string>;
  request: Request;
};
type Options<C extends Capability, B, Q> = { can: C; body?: z.ZodType<B>; query?: z.ZodType<Q> };
type Context = { params: Promise<Record<string, string | string[] | undefined>> };

/** A route handler: origin, door, parsing, the verb, and the mapping of what it answers.
 *  `handler` returns a Result, a plain value or a Response. */
export function route<C extends Capability, B = undefined, Q = undefined>(
  options: Options<C, B, Q>,
  handler: (inputs: Inputs<C, B, Q>) => unknown,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      if (isForeign(request, env().NEXTAUTH_URL)) return respondFailure(fail("foreign-origin"));
      const allowed = await allow(await currentSession(), options.can);
      if (!allowed.ok) return respondFailure(allowed);
      if (isOfAnother(request, allowed.value.userId)) return respondFailure(fail("sign-in", otherPerson));
      const parsed = await parse(request, options);
      if (!parsed.ok) return respondFailure(parsed);
      const params = (await context.params) as Record<string, string>;
      return respond(await handler({ ...parsed.value, by: allowed.value, params, request }));
    } catch (error) {
      unstable_rethrow(error);
      return answerBug(request, error);
    }
  };
}

async function parse<C extends Capability, B, Q>(request: Request, { body, query }: Options<C, B, Q>) {
  const text = body ? await request.text() : "";
  if (text.length > maxBodyBytes) return fail("too-large");
  const read = { body: undefined as B, query: undefined as Q };
  try {
    if (body) read.body = body.parse(JSON.parse(text));
    if (query) read.query = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  } catch (error) {
    return fail("invalid", explainRefusal(error));
  }
  return { ok: true as const, value: read };
}

function explainRefusal(error: unknown): string {
  if (error instanceof SyntaxError) return "The body is not JSON.";
  const issues = (error as z.ZodError).issues ?? [];
  return issues.map((issue) => [issue.path.join("."), issue.message].filter(Boolean).join(": ")).join(" ");
}

function answerBug(request: Request, error: unknown): Response {
  const requestId = randomUUID();
  console.error(`request ${requestId} ${request.method} ${new URL(request.url).pathname}:`, error);
  return respondFailure(fail("unavailable", `If it stays so, give your administrator this number: ${requestId}.`));
}
