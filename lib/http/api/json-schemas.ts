import { z } from "zod";

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  additionalProperties?: JsonSchema | boolean;
  [keyword: string]: unknown;
};
export type Named = Readonly<Record<string, z.ZodType>>;

export const refTo = (id: string) => `#/components/schemas/${id}`;

/** Turns zod schemas into JSON Schema 2020-12, all at once: where one holds a named one it refers to it. Answers the form
 *  of each by the schema itself. io: as it is sent to Toile, or as Toile answers. Throws on a schema that was not given. */
export function jsonSchemasOf(
  schemas: Iterable<z.ZodType>,
  named: Named,
  io: "input" | "output",
): (schema: z.ZodType) => JsonSchema {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const ids = new Map<z.ZodType, string>();
  for (const schema of schemas) {
    if (registry.has(schema)) continue;
    const id = `unnamed ${ids.size}`;
    ids.set(schema, id);
    registry.add(schema, { id });
  }
  const { schemas: made } = z.toJSONSchema(registry, { io, uri: refTo, unrepresentable: "any", override: plain });
  return (schema) => {
    const own = ids.get(schema);
    if (own !== undefined) return bare(made[own] as JsonSchema);
    const id = registry.get(schema)?.id;
    if (!id) throw new Error("this schema was not among those to convert");
    return { $ref: refTo(id) };
  };
}

/** The named schemas themselves, as Toile answers with them. */
export function namedSchemasOf(named: Named): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: "output", uri: refTo, override: plain });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema as JsonSchema)]));
}

const bare = ({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema => schema;

/** Fields may be added to what is answered; a date's pattern, 300 characters long, says no more than its format. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
