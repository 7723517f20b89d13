import type { z } from "zod";
import { type FailureCode, sentenceOf, statusOf } from "../failures";
import { type Endpoint, isRaw, type Raw } from "./endpoint";
import { type JsonSchema, jsonSchemasOf, type Named, namedSchemasOf, refTo } from "./json-schemas";
import { problemType } from "./problem";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
type Content = Record<string, { schema?: JsonSchema }>;
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; description?: string; content: Content };
  responses: Record<string, { description: string; content: Content }>;
};
export type ApiDescription = {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, JsonSchema> };
};

/** The API as an OpenAPI 3.1 document, made from the schemas that parse its requests. named: shapes to be referred to. */
export function describeApi(endpoints: readonly Endpoint[], named: Named, server: string): ApiDescription {
  const inputs = endpoints.flatMap(({ params, query, body }) =>
    [params, query, body].filter((one) => one !== undefined),
  );
  const outputs = endpoints.flatMap(({ answer }) => (isRaw(answer) ? [] : [answer]));
  const forms = { sent: jsonSchemasOf(inputs, {}, "input"), answered: jsonSchemasOf(outputs, named, "output") };
  const paths: ApiDescription["paths"] = {};
  for (const endpoint of endpoints) {
    const operation = { [endpoint.method.toLowerCase()]: operationOf(endpoint, forms) };
    paths[endpoint.path] = { ...paths[endpoint.path], ...operation };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Toile",
      version: "1",
      summary: "The labelling studio's catalogue, queue, labels, scores and exports.",
      description:
        "Make a token under Settings, API tokens, and send it as a bearer token. A token opens what its scopes and its person's role both open. Refusals are problem+json (RFC 9457).",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ token: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "toile_…" } },
      schemas: { ...namedSchemasOf(named), Problem: problemSchema },
    },
  };
}

type Form = (schema: z.ZodType) => JsonSchema;
type Forms = { sent: Form; answered: Form };

function operationOf(endpoint: Endpoint, { sent, answered }: Forms): Operation {
  const { method, path, tag, title, says, scope, answer, params, query, body, rawBody } = endpoint;
  const takesKey = method !== "GET" && !endpoint.isSecret;
  return {
    operationId: operationIdOf(method, path),
    tags: [tag],
    summary: title,
    description: [says, scope && `Scope: ${scope}.`].filter(Boolean).join(" "),
    parameters: [
      ...(params ? parametersOf(sent(params), "path") : []),
      ...(query ? parametersOf(sent(query), "query") : []),
      ...(takesKey ? [idempotencyKey] : []),
    ],
    ...(rawBody ? { requestBody: { required: true, description: rawBody.says, content: rawContent(rawBody) } } : {}),
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: sent(body) } } } } : {}),
    responses: {
      [endpoint.status ?? 200]: isRaw(answer)
        ? { description: answer.says, content: rawContent(answer) }
        : {
            description: endpoint.status === 202 ? "Begun." : "Done.",
            content: { "application/json": { schema: answered(answer) } },
          },
      ...refusalsOf(endpoint),
    },
  };
}

/** "POST", "/queue/pairs/lease" → "postQueuePairsLease". */
const operationIdOf = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split(/[/{}-]+/)
    .filter(Boolean)
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join("");

const rawContent = ({ types }: Raw): Content => Object.fromEntries(types.map((type) => [type, {}]));

/** The fields of a path's or a query's schema, a parameter each. */
const parametersOf = ({ properties = {}, required = [] }: JsonSchema, where: "path" | "query"): Parameter[] =>
  Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Made by you. The same key with the same request within a day is answered as the first time.",
  schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[!-~]+$" },
};

/** What every call may be refused for, what more where it has a body or a place in the path, and what its verb refuses. */
export function failuresOf({ method, isSecret, body, rawBody, failures = [], scope, params }: Endpoint): FailureCode[] {
  const codes = new Set<FailureCode>(["token", "not-allowed", "limit-reached", "unavailable", "invalid"]);
  if (scope) codes.add("scope");
  if (params) codes.add("not-found");
  if (method !== "GET" && !isSecret) for (const code of ["key-reused", "key-in-use"] as const) codes.add(code);
  if (body) codes.add("not-json");
  if (body || rawBody) codes.add("too-large");
  for (const code of failures) codes.add(code);
  return [...codes].sort((a, b) => statusOf[a] - statusOf[b]);
}

/** Refusals by status, each with its codes. */
function refusalsOf(endpoint: Endpoint): Operation["responses"] {
  const byStatus = new Map<number, FailureCode[]>();
  for (const code of failuresOf(endpoint))
    byStatus.set(statusOf[code], [...(byStatus.get(statusOf[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${sentenceOf[code]}`).join("\n\n"),
        content: { [problemType]: { schema: { $ref: refTo("Problem") } } },
      },
    ]),
  );
}

const problemSchema: JsonSchema = {
  type: "object",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(statusOf) },
    detail: { type: "string" },
    faults: {
      type: "array",
      items: {
        type: "object",
        required: ["at", "says"],
        properties: { at: { type: "string" }, says: { type: "string" } },
      },
    },
  },
};
