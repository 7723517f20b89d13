import type { Failure, Result } from "../result";
import { type FailureCode, sentenceOf, statusOf } from "./failures";

/** What every failed request answers with. */
export type ErrorBody = { error: { code: FailureCode; message: string; detail?: string } };

const noStore = { "cache-control": "no-store" };

export function respondFailure({ code, detail }: Failure): Response {
  const body: ErrorBody = { error: { code, message: sentenceOf[code], detail } };
  return Response.json(body, { status: statusOf[code], headers: noStore });
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === "object" && value !== null && "ok" in value && typeof value.ok === "boolean";

/** A Response passes through (streams, photos); a Result is mapped to its status; anything else is the JSON body. */
export function respond(value: unknown, status = 200): Response {
  if (value instanceof Response) return value;
  if (!isResult(value)) return Response.json(value ?? {}, { status, headers: noStore });
  return value.ok ? respond(value.value ?? {}, status) : respondFailure(value);
}
