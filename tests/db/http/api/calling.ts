import { randomUUID } from "node:crypto";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { serve } from "@/lib/http/api/serve";
import { makeToken } from "@/lib/tokens/make-token";
import { scopesOf } from "@/lib/tokens/rules";
import { type Scope, scopes } from "@/lib/tokens/schema";
import type { Role } from "@/lib/users/schema";
import { allowed, makePairQueue, makeUser } from "@/tests/support/factories";

type Call = { body?: unknown; raw?: string; headers?: Record<string, string> };
/** The test's parsed answer: any shape. */
// biome-ignore lint/suspicious/noExplicitAny: each test looks at another shape of JSON
export type Answer = { status: number; headers: Headers; body: any };

/** Calls the API as the route handler does, without a server between. */
export async function callApi(token: string | null, method: string, path: string, call: Call = {}): Promise<Answer> {
  const { body, raw, headers } = call;
  const request = new Request(`http://toile.test/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const response = await serve(endpoints, new URL(request.url).pathname.slice("/api/v1".length), request);
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}

/** A fresh person with this role and a token of theirs, for everything that the role reaches unless told otherwise. */
export async function makeCaller(role: Role, chosen?: Scope[]) {
  const user = await makeUser(role);
  const by = await allowed(user, "judge-pairs");
  const wanted = (chosen ?? scopes).filter((scope) => scopesOf(role).includes(scope));
  const made = await makeToken(by, { name: "test", scopes: wanted, days: null });
  if (!made.ok) throw new Error(made.detail);
  return { user, by, token: made.value.token, tokenId: made.value.card.id };
}

/** An answer to a pair. */
export const judgement = (taskId: string) => ({
  id: randomUUID(),
  taskId,
  verdict: "fits",
  shownSwapped: false,
  elapsedMs: 900,
});

/** Leases one of three new pairs. */
export async function leased(token: string): Promise<string> {
  await makePairQueue(3);
  const lease = await callApi(token, "POST", "/queue/pairs/lease", { body: { leaseToken: randomUUID(), count: 1 } });
  return lease.body.tasks[0].taskId;
}
