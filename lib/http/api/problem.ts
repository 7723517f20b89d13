import type { Failure } from "../../result";
import { type FailureCode, sentenceOf, statusOf } from "../failures";

/** One thing that is wrong with a request: where, and what. */
export type Fault = { at: string; says: string };
export type Problem = Failure & { faults?: Fault[]; headers?: Record<string, string> };

export const problemType = "application/problem+json";
/** Where each code is explained: an anchor on the API's page. */
export const problemUri = (code: FailureCode): string => `/settings/api#problem-${code}`;

/** A refusal as RFC 9457 has it. `code` is the same as at the end of `type`, for programs. */
export function problemResponse({ code, detail, faults, headers }: Problem): Response {
  const status = statusOf[code];
  const body = { type: problemUri(code), title: sentenceOf[code], status, code, detail, faults };
  const challenge: Record<string, string> = status === 401 ? { "www-authenticate": 'Bearer realm="Toile"' } : {};
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": problemType, "cache-control": "no-store", ...challenge, ...headers },
  });
}
