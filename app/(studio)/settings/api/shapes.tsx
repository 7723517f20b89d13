import type { JsonSchema } from "@/lib/http/api/json-schemas";
import { SchemaText } from "./fields";

/** The shapes that answers refer to, by name. */
export const Shapes = ({ schemas }: { schemas: Record<string, JsonSchema> }) => (
  <section id="Shapes" className="scroll-mt-8">
    <h2 className="text-lead font-semibold">Shapes</h2>
    <dl className="mt-3 border-b border-line">
      {Object.entries(schemas).map(([name, schema]) => (
        <div key={name} id={`shape-${name}`} className="scroll-mt-8 border-t border-line py-4 target:bg-accent-wash">
          <dt>
            <code className="font-semibold">{name}</code>
          </dt>
          <dd className="mt-2 text-small sm:pl-15">
            <SchemaText schema={schema} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
