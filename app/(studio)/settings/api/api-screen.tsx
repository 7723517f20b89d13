import type { ApiDescription } from "@/lib/http/api/describe-api";
import { Basics } from "./basics";
import { OperationEntry } from "./operation-entry";
import { Problems } from "./problems";
import { Shapes } from "./shapes";

/** The API for people, drawn from the description that programs read. */
export function ApiScreen({ api }: { api: ApiDescription }) {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return (
    <div className="gap-12 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Parts of the API" className="mb-8 lg:sticky lg:top-8 lg:self-start">
        <ul className="flex flex-wrap gap-x-4 text-small lg:block">
          {["Basics", ...api.tags.map(({ name }) => name), "Refusals", "Shapes"].map((name) => (
            <li key={name}>
              <a href={`#${name}`} className="inline-block py-1 text-ink-soft hover:text-ink">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 space-y-14">
        <Basics server={api.servers[0]?.url ?? ""} />
        {api.tags.map(({ name }) => (
          <section key={name} id={name} className="scroll-mt-8">
            <h2 className="text-lead font-semibold">{name}</h2>
            <div className="mt-3 border-b border-line">
              {operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map((one) => (
                  <OperationEntry key={one.operation.operationId} {...one} />
                ))}
            </div>
          </section>
        ))}
        <Problems />
        <Shapes schemas={api.components.schemas} />
      </div>
    </div>
  );
}
