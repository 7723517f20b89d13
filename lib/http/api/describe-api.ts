import { z } from "zod";
import { type FailureCode, sentenceOf, statusOf } from "../failures";
import { type Endpoint, isRaw, type Raw } from "./endpoint";
import { problemType } from "./problem";

export type Json = { [key: string]: unknown };
export type Named = Readonly<Record<string, z.ZodType>>;

const refTo = (id: string) => `#/components/schemas/${id}`;

/** What every call may be refused for, and what more where it has a body or a place in the path. */
export function failuresOf({ body, rawBody, failures = [], scope, query, params }: Endpoint): FailureCode[] {
  const codes = new Set<FailureCode>(["token", "not-allowed", "limit-reached", "unavailable", "invalid"]);
  if (scope) codes.add("scope");
  if (params || query) codes.add("not-found");
  if (body) for (const code of ["not-json", "too-large", "key-reused", "key-in-use"] as const) codes.add(code);
  if (rawBody) codes.add("too-large");
  for (const code of failures) codes.add(code);
  return [...codes].sort((a, b) => statusOf[a] - statusOf[b]);
}

/** The API as an OpenAPI 3.1 document, made from the schemas that parse its requests. named: shapes to be referred to. */
export function describeApi(endpoints: readonly Endpoint[], named: Named, server: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const operation = { [endpoint.method.toLowerCase()]: operationOf(endpoint, named) };
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
      schemas: { ...namedSchemas(named), Problem: problemSchema },
    },
  };
}

function operationOf(endpoint: Endpoint, named: Named): Json {
  const { method, path, tag, title, says, scope, answer } = endpoint;
  const takesKey = endpoint.method !== "GET" && !endpoint.rawBody;
  return {
    operationId: operationIdOf(method, path),
    tags: [tag],
    summary: title,
    description: [says, scope && `Scope: ${scope}.`].filter(Boolean).join(" "),
    parameters: [
      ...parametersOf(endpoint.params, "path"),
      ...parametersOf(endpoint.query, "query"),
      ...(takesKey ? [idempotencyKey] : []),
    ],
    ...bodyOf(endpoint, named),
    responses: {
      200: { description: isRaw(answer) ? answer.says : "Done.", content: contentOf(answer, "output", named) },
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

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "Made by you. The same key with the same request within a day is answered as the first time.",
  schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[!-~]+$" },
};

function bodyOf({ body, rawBody }: Endpoint, named: Named): Json {
  if (rawBody)
    return {
      requestBody: { required: true, description: rawBody.says, content: contentOf(rawBody, "input", named) },
    };
  return body ? { requestBody: { required: true, content: contentOf(body, "input", named) } } : {};
}

function contentOf(of: z.ZodType | Raw, io: "input" | "output", named: Named): Json {
  if (isRaw(of)) return Object.fromEntries(of.types.map((type) => [type, {}]));
  return { "application/json": { schema: jsonSchemaOf(of, io, named) } };
}

/** Refusals by status, each with its codes. */
function refusalsOf(endpoint: Endpoint): Json {
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

export type Parameter = { name: string; in: "path" | "query"; required: boolean; description?: string; schema: Json };

/** The fields of a schema of a path or query, a parameter each. */
export function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, "input", {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...inner }]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(typeof description === "string" ? { description } : {}),
    schema: inner,
  }));
}

/** A zod schema as JSON Schema 2020-12; where it holds a named one, a reference. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output", named: Named): Json {
  const registry = registryOf(named);
  const own = registry.get(schema);
  if (own?.id) return { $ref: refTo(own.id) };
  const id = "__this";
  registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: refTo, unrepresentable: "any", override: plain });
  return stripped(schemas[id] as Json);
}

function namedSchemas(named: Named): Json {
  const { schemas } = z.toJSONSchema(registryOf(named), { io: "output", uri: refTo, override: plain });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, stripped(schema as Json)]));
}

function registryOf(named: Named) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return registry;
}

const stripped = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;

/** Fields may be added to what is answered; a date's pattern, 300 characters long, says no more than its format. */
function plain({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

const problemSchema = {
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
