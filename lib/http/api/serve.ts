import { createHash, randomUUID } from "node:crypto";
import { fail } from "../../result";
import { answerOnce, type KeptAnswer } from "../../tokens/once/answer-once";
import { openCall, type UsedToken } from "../../tokens/open-call";
import { type Allowed, allow } from "../../users/allow";
import type { Capability } from "../../users/schema";
import { respond } from "../respond";
import type { Endpoint } from "./endpoint";
import { matchEndpoint } from "./match";
import { problemResponse } from "./problem";
import { type Read, readRequest } from "./read-request";

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Answers one call of the API: token, limit, path, scope, role, parsing, the verb, once for an idempotency key. Refusals
 *  are problem+json, and so is a bug, with a number for the log. */
export async function serve(endpoints: readonly Endpoint[], path: string, request: Request): Promise<Response> {
  try {
    const used = await openCall(request.headers.get("authorization"));
    if (!used.ok) return problemResponse(used);
    const answer = await answerTo(endpoints, path, request, used.value);
    return withHeaders(answer, limitHeaders(used.value));
  } catch (error) {
    const requestId = randomUUID();
    console.error(`request ${requestId} ${request.method} ${new URL(request.url).pathname}:`, error);
    const detail = `If it stays so, give your administrator this number: ${requestId}.`;
    return problemResponse(fail("unavailable", detail));
  }
}

/** Which methods a path takes: of the API, not of the workspace, so it needs no token. */
export function answerOptions(endpoints: readonly Endpoint[], path: string): Response {
  const match = matchEndpoint(endpoints, "OPTIONS", path);
  if (match.found !== "path") return problemResponse(fail("not-a-path"));
  return new Response(null, { status: 204, headers: { allow: match.allow.join(", ") } });
}

async function answerTo(
  endpoints: readonly Endpoint[],
  path: string,
  request: Request,
  token: UsedToken,
): Promise<Response> {
  const { limit } = token;
  if (limit.isReached) {
    return problemResponse({ ...fail("limit-reached"), headers: { "retry-after": String(limit.secondsToWait) } });
  }
  const match = matchEndpoint(endpoints, request.method, path);
  if (match.found === "nothing") return problemResponse(fail("not-a-path"));
  if (match.found === "path")
    return problemResponse({ ...fail("not-a-method"), headers: { allow: match.allow.join(", ") } });
  const { endpoint } = match;
  if (endpoint.scope && !token.scopes.includes(endpoint.scope))
    return problemResponse(fail("scope", `It needs ${endpoint.scope}.`));
  const allowed = await allow(token.userId, endpoint.can);
  // A person who may no longer sign in has no token that works either.
  if (!allowed.ok) return problemResponse(allowed.code === "sign-in" ? fail("token") : allowed);
  const read = await readRequest(endpoint, match.params, request);
  if (!read.ok) return problemResponse(read);
  const work = () => handled(endpoint, allowed.value, read.value, request, token);
  const key = endpoint.method === "GET" || endpoint.isSecret ? null : request.headers.get("idempotency-key");
  if (key === null) return work();
  if (!keyPattern.test(key))
    return problemResponse(fail("invalid", "An idempotency key is 1 to 200 printable characters, without spaces."));
  return once(token.id, key, read.value, request, work);
}

async function handled(
  endpoint: Endpoint,
  by: Allowed<Capability>,
  { params, query, body }: Read,
  request: Request,
  token: UsedToken,
): Promise<Response> {
  const told = await endpoint.handle({ by, params, query, body, request, token });
  if (isFailure(told)) return problemResponse(told);
  return respond(told, endpoint.status);
}

const isFailure = (told: unknown): told is Parameters<typeof problemResponse>[0] =>
  typeof told === "object" && told !== null && "ok" in told && told.ok === false;

async function once(tokenId: string, key: string, read: Read, request: Request, work: () => Promise<Response>) {
  const { pathname, search } = new URL(request.url);
  // A file is not read twice only to be compared: its length stands for it.
  const sent = read.text || (request.headers.get("content-length") ?? "");
  const hash = createHash("sha256").update(JSON.stringify([request.method, pathname, search, sent]));
  const told = await answerOnce({ tokenId, key, requestSha256: hash.digest("hex") }, async () => kept(await work()));
  if (!told.ok) return problemResponse({ ...told, headers: told.code === "key-in-use" ? { "retry-after": "1" } : {} });
  const { status, headers, body, isRepeat } = told.value;
  return new Response(body, {
    status,
    headers: { ...headers, ...(isRepeat ? { "idempotency-replayed": "true" } : {}) },
  });
}

const kept = async (response: Response): Promise<KeptAnswer> => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});

/** As the IETF's draft on rate limit fields has them. */
const limitHeaders = ({ limit: { perMinute, left } }: UsedToken) => ({
  "ratelimit-policy": `"token";q=${perMinute};w=60`,
  ratelimit: `"token";r=${left};t=${left >= perMinute ? 0 : Math.ceil(60 / perMinute)}`,
});

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
