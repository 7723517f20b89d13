import type { Operation } from "@/lib/http/api/describe-api";
import { Fields, SchemaText } from "./fields";
import { Words } from "./words";

type Props = { path: string; method: string; operation: Operation };

/** One endpoint: what it is for in a line, and opened what it takes, answers and refuses. */
export function OperationEntry({ path, method, operation }: Props) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody && Object.entries(requestBody.content)[0];
  const isGood = (status: string) => status.startsWith("2");
  const [good] = Object.entries(responses).filter(([status]) => isGood(status));
  const answer = Object.entries(good?.[1].content ?? {})[0];
  const refusals = Object.entries(responses).filter(([status]) => !isGood(status));
  return (
    <details id={operationId} className="group scroll-mt-8 border-t border-line">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 py-3 marker:text-ink-faint">
        <code className="w-12 shrink-0 text-small font-semibold text-accent">{method}</code>
        <code className="break-all">{path}</code>
        <span className="text-ink-soft">{summary}</span>
      </summary>
      <div className="space-y-5 pb-6 sm:pl-15">
        <p className="max-w-prose text-ink-soft">
          <Words>{description}</Words>
        </p>
        {parameters.length > 0 && (
          <Part title="Parameters">
            <Fields
              fields={parameters.map(({ name, required, description, schema, in: where }) => ({
                name,
                isRequired: required,
                schema,
                says: [where === "header" ? "A header." : "", description].filter(Boolean).join(" "),
              }))}
            />
          </Part>
        )}
        {body && (
          <Part title={`Body, ${body[0]}`}>
            {body[1].schema ? <SchemaText schema={body[1].schema} /> : <p>{requestBody?.description}</p>}
          </Part>
        )}
        {answer && (
          <Part title={`Answer, ${answer[0]}`}>
            {answer[1].schema ? <SchemaText schema={answer[1].schema} /> : <p>{good?.[1].description}</p>}
          </Part>
        )}
        <Part title="Refusals">
          <ul className="space-y-0.5">
            {refusals.map(([status, { description }]) => (
              <li key={status} className="tabular">
                {status}{" "}
                {[...description.matchAll(/`([^`]+)`:/g)].map(([, code], i) => (
                  <span key={code}>
                    {i > 0 && ", "}
                    <a href={`#problem-${code}`} className="underline decoration-line underline-offset-4">
                      {code}
                    </a>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </details>
  );
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h3 className="text-small font-medium text-ink-faint">{title}</h3>
    <div className="mt-1 text-small">{children}</div>
  </section>
);
