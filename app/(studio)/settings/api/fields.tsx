import type { JsonSchema } from "@/lib/http/api/json-schemas";
import { innerOf, limitsOf, nameOf, typeWords } from "./schema-words";
import { Words } from "./words";

type Field = { name: string; isRequired: boolean; schema: JsonSchema; says?: string };

/** Fields with their types; what a field holds itself stands below it, further in. */
export function Fields({ fields }: { fields: Field[] }) {
  return (
    <ul className="space-y-1.5">
      {fields.map(({ name, isRequired, schema, says }) => {
        const inner = innerOf(schema);
        return (
          <li key={name}>
            <code className="font-semibold">{name}</code> <TypeText schema={schema} />
            <span className="text-ink-soft">
              {isRequired ? "" : ", may be left out"}
              {limitsOf(schema)}
            </span>
            {(says || schema.description) && (
              <span className="text-ink-soft">
                . <Words>{says || schema.description || ""}</Words>
              </span>
            )}
            {inner && (
              <div className="mt-1.5 border-l border-line pl-4">
                <SchemaText schema={inner} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A schema: its fields, each way it can look, or its type in words. */
export function SchemaText({ schema }: { schema: JsonSchema }) {
  if (schema.properties) {
    const required = schema.required ?? [];
    const fields = Object.entries(schema.properties).map(([name, one]) => ({
      name,
      isRequired: required.includes(name),
      schema: one,
    }));
    return <Fields fields={fields} />;
  }
  const ways = (schema.oneOf ?? schema.anyOf)?.filter(({ properties }) => properties);
  if (ways && ways.length > 0) {
    return (
      <ol className="space-y-3">
        {ways.map((way, i) => (
          <li key={JSON.stringify(way.properties?.kind ?? way.properties?.state ?? way.properties?.about ?? i)}>
            <p className="text-ink-faint">{i === 0 ? "Either" : "or"}</p>
            <SchemaText schema={way} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <p>
      <TypeText schema={schema} />
    </p>
  );
}

/** The type in words, a named shape as a link to it. */
function TypeText({ schema }: { schema: JsonSchema }) {
  const name = nameOf(schema);
  const words = typeWords(schema);
  if (!name) return <span className="text-ink-soft">{words}</span>;
  const [before, after] = words.split(name);
  return (
    <span className="text-ink-soft">
      {before}
      <a href={`#shape-${name}`} className="text-ink underline decoration-edge underline-offset-4">
        {name}
      </a>
      {after}
    </span>
  );
}
