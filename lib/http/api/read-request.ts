import { z } from "zod";
import { fail, ok, type Result } from "../../result";
import type { Endpoint } from "./endpoint";
import type { Problem } from "./problem";

export const maxJsonBytes = 2_000_000;

export type Read = { params: unknown; query: unknown; body: unknown; text: string };
type Failed = Problem & { ok: false };

/** Path, query and body by the endpoint's schemas. Everything that is wrong is named at once. A text that no database
 *  could hold (a NUL, half a character) is refused here for all endpoints. */
export async function readRequest(
  endpoint: Endpoint,
  params: Record<string, string>,
  request: Request,
): Promise<{ ok: true; value: Read } | Failed> {
  if (Object.values(params).some((value) => !isStorable(value))) return fail("not-found");
  const text = endpoint.body ? await textOf(request) : ok("");
  if (!text.ok) return text;
  const body = endpoint.body ? parsed(text.value) : ok(undefined);
  if (!body.ok) return body;
  const sources = [
    ["path", endpoint.params, params],
    [
      "query",
      endpoint.query ?? z.strictObject({}),
      endpoint.query ? queryOf(endpoint.query, request) : allQuery(request),
    ],
    ["body", endpoint.body, body.value],
  ] as const;
  const values: unknown[] = [];
  const faults = sources.flatMap(([where, schema, source]) => {
    const bad = storableFaults(source, where);
    const read = schema?.safeParse(source);
    values.push(read?.data);
    const issues = read?.error?.issues ?? [];
    return [...bad, ...issues.map(({ path, message }) => ({ at: [where, ...path].join("."), says: message }))];
  });
  if (faults.length > 0) {
    const detail = faults.map(({ at, says }) => `${at}: ${says}`).join(" ");
    return { ok: false, code: "invalid", detail: detail.slice(0, longestDetail), faults: faults.slice(0, mostFaults) };
  }
  return ok({ params: values[0], query: values[1], body: values[2], text: text.value });
}

const longestDetail = 1_000;
const mostFaults = 50;

async function textOf(request: Request): Promise<Result<string, "too-large" | "not-json">> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return fail("not-json");
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of bodyOf(request)) {
    bytes += part.byteLength;
    if (bytes > maxJsonBytes) return fail("too-large", `A body may have ${maxJsonBytes.toLocaleString("en")} bytes.`);
    parts.push(part);
  }
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    return fail("not-json", "The body is not UTF-8.");
  }
}

/** A request's body part by part. The library's type of a stream does not know that it can be walked. */
const bodyOf = (request: Request): AsyncIterable<Uint8Array> =>
  (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;

function parsed(text: string): Result<unknown, "invalid"> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return fail("invalid", `The body is not JSON: ${(error as SyntaxError).message}.`);
  }
}

const allQuery = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

/** A parameter that the schema has as a list may stand several times; another one that does is a list, and refused. */
function queryOf(schema: z.ZodObject, request: Request): Record<string, string | string[]> {
  const given = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(given.keys())].map((key) => {
      const values = given.getAll(key);
      return [key, isList(schema.shape[key]) || values.length > 1 ? values : values[0]!];
    }),
  );
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const isStorable = (text: string) => !text.includes("\0") && !loneSurrogate.test(text);

function storableFaults(value: unknown, at: string): { at: string; says: string }[] {
  if (typeof value === "string") return isStorable(value) ? [] : [{ at, says: "holds a character that is none." }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isStorable(key)
      ? storableFaults(inner, `${at}.${key}`)
      : [{ at, says: "has a name with a character that is none." }],
  );
}
