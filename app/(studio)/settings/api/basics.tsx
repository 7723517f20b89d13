import Link from "next/link";
import { callsPerMinute } from "@/lib/tokens/schema";
import { Words } from "./words";

const points = (server: string) => [
  {
    title: "Token",
    says: "Every call carries a token of yours. It opens what its scopes and your role both open.",
    example: `curl ${server}/me \\\n  -H "Authorization: Bearer toile_…"`,
  },
  {
    title: "Once, even if sent twice",
    says: "Send an `Idempotency-Key` that you made up with anything that changes something: if the answer gets lost, the same call again is answered as the first time, for a day.",
    example: `curl ${server}/queue/pairs/lease \\\n  -H "Authorization: Bearer toile_…" \\\n  -H "Idempotency-Key: 7f1c0e2a" \\\n  -H "Content-Type: application/json" \\\n  -d '{"leaseToken": "2b0f6b7e-7a53-4c53-9b1e-0d1d3f2a9c11", "count": 3}'`,
  },
  {
    title: "Limits",
    says: `A token may make ${callsPerMinute} calls a minute, and as many at once after a quiet one. \`RateLimit\` tells how many are left; past it an answer is 429 with \`Retry-After\`.`,
  },
  {
    title: "Jobs",
    says: "What takes its time (imports, training) answers 202 at once, with an id. Ask for that one again until its `status` says that it is over; once a second is often enough.",
  },
  {
    title: "Pages",
    says: "Lists are paged by key: ask for what `next` says until it is null. What changes meanwhile shifts nothing.",
  },
];

/** How calls are made, whatever they ask. */
export function Basics({ server }: { server: string }) {
  return (
    <section id="Basics" className="scroll-mt-8">
      <h2 className="text-lead font-semibold">Basics</h2>
      <p className="mt-2 max-w-prose text-ink-soft">
        Everything lies below <code className="text-ink">{server}</code>. Programs read the same description as{" "}
        <a href="/api/v1/openapi.json" className="text-ink underline underline-offset-4">
          OpenAPI 3.1
        </a>
        . Make a token under{" "}
        <Link href="/settings/tokens" className="text-ink underline underline-offset-4">
          API tokens
        </Link>
        .
      </p>
      <dl className="mt-5 space-y-5">
        {points(server).map(({ title, says, example }) => (
          <div key={title}>
            <dt className="font-medium">{title}</dt>
            <dd className="max-w-prose text-ink-soft">
              <Words>{says}</Words>
            </dd>
            {example && (
              <dd>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
                <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-md bg-sunken p-3 text-small">
                  {example}
                </pre>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
