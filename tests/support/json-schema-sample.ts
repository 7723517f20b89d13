import type { JsonSchema } from "@/lib/http/api/json-schemas";

type Rng = () => number;

/** A value that the schema describes: of what may be left out, what chance takes in. Patterns are not looked at. */
export function sampleOf(schema: JsonSchema, rng: Rng): unknown {
  const one = <T>(list: readonly T[]): T => list[Math.floor(rng() * list.length)]!;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return one(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sampleOf(one(options), rng);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, rng)));
  const type = Array.isArray(schema.type) ? one(schema.type) : schema.type;
  if (type === "object" || schema.properties) return objectOf(schema, rng);
  if (type === "array") {
    const fewest = Number(schema.minItems ?? 0);
    return Array.from({ length: Math.max(fewest, Math.floor(rng() * 3)) }, () => sampleOf(schema.items ?? {}, rng));
  }
  if (type === "integer" || type === "number") return numberOf(schema, type, rng);
  if (type === "boolean") return rng() < 0.5;
  return type === "null" ? null : stringOf(schema, rng);
}

function objectOf({ properties = {}, required = [] }: JsonSchema, rng: Rng): Record<string, unknown> {
  const chosen = Object.entries(properties).filter(([name]) => required.includes(name) || rng() < 0.5);
  return Object.fromEntries(chosen.map(([name, schema]) => [name, sampleOf(schema, rng)]));
}

function numberOf(schema: JsonSchema, type: "integer" | "number", rng: Rng): number {
  const from = Number(schema.minimum ?? Number(schema.exclusiveMinimum ?? -1) + 1);
  const to = Math.min(Number(schema.maximum ?? from + 1_000), from + 1_000);
  const value = from + rng() * (to - from);
  return type === "integer" ? Math.floor(value) : value;
}

function stringOf({ format, minLength = 0 }: JsonSchema, rng: Rng): string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(rng() * 16).toString(16)).join("");
  if (format === "uuid") return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  if (format === "email") return `${hex(10)}@house.test`;
  if (format === "date-time") return "2026-11-25T10:00:00Z";
  if (format === "uri") return `https://${hex(6)}.house.test/`;
  return `${hex(Number(minLength))}${["", "a", "ünï", "a b", "'; --"][Math.floor(rng() * 5)]}`;
}
