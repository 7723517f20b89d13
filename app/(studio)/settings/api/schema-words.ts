import type { JsonSchema } from "@/lib/http/api/json-schemas";

const formats: Record<string, string> = { "date-time": "time", uuid: "uuid", uri: "address" };
const types: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "yes or no",
};

/** A type as a person would say it: "list of ProductCard", "text or null", "one of fits, clashes". */
export function typeWords(schema: JsonSchema): string {
  const { $ref, type, format, items, enum: values, const: value, anyOf, oneOf, additionalProperties } = schema;
  if ($ref) return $ref.split("/").at(-1)!;
  if (values) return values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;
  if (value !== undefined) return JSON.stringify(value);
  const ways = anyOf ?? oneOf;
  if (ways) return [...new Set(ways.map(typeWords))].join(" or ");
  if (type === "array") return `list of ${items ? typeWords(items) : "anything"}`;
  if (type === "null") return "null";
  if (type === "object")
    return typeof additionalProperties === "object" ? `${typeWords(additionalProperties)} by name` : "object";
  if (format && formats[format]) return formats[format];
  return typeof type === "string" ? (types[type] ?? type) : "anything";
}

/** The named shape that a type speaks of, if it speaks of one alone. */
export function nameOf(schema: JsonSchema): string | null {
  const names = [...new Set(refsOf(schema))];
  return names.length === 1 ? names[0]! : null;
}

function refsOf({ $ref, items, anyOf = [], oneOf = [] }: JsonSchema): string[] {
  if ($ref) return [$ref.split("/").at(-1)!];
  return [...(items ? [items] : []), ...anyOf, ...oneOf].flatMap(refsOf);
}

/** What a field holds that has fields of its own: itself, the items of its list, or what it is when it is not null. */
export function innerOf(schema: JsonSchema): JsonSchema | null {
  if (schema.properties) return schema;
  if (schema.items) return innerOf(schema.items);
  const ways = (schema.anyOf ?? schema.oneOf ?? []).filter((way) => innerOf(way) !== null);
  if (ways.length === 0) return null;
  return ways.length === 1 ? innerOf(ways[0]!) : { oneOf: ways };
}

/** ", 1 to 100", ", up to 200 characters", ", 30 when left out". */
export function limitsOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema as Record<string, number | undefined>;
  const of = (unit: string, low?: number, high?: number) => {
    if (high === undefined) return low ? `, ${low}${unit} or more` : "";
    return low === undefined || low === 0 ? `, up to ${high}${unit}` : `, ${low} to ${high}${unit}`;
  };
  const standard = schema.default;
  const isTold = standard !== undefined && standard !== "" && !(Array.isArray(standard) && standard.length === 0);
  return [
    of("", minimum, maximum),
    of(" characters", minLength && minLength > 1 ? minLength : undefined, maxLength),
    of(" of them", minItems, maxItems),
    isTold ? `, ${String(standard)} when left out` : "",
  ].join("");
}
