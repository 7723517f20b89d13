import { endpoints } from "@/app/api/v1/_endpoints/all";
import { failuresOf } from "@/lib/http/api/describe-api";
import { type FailureCode, sentenceOf, statusOf } from "@/lib/http/failures";

/** Codes that a call may be refused with, by status. */
const codes = (): FailureCode[] =>
  [...new Set<FailureCode>(["not-a-path", "not-a-method", ...endpoints.flatMap(failuresOf)])].sort(
    (a, b) => statusOf[a] - statusOf[b] || (a < b ? -1 : 1),
  );

/** What each refusal means: where a problem's `type` leads. */
export const Problems = () => (
  <section id="Refusals" className="scroll-mt-8">
    <h2 className="text-lead font-semibold">Refusals</h2>
    <p className="mt-2 max-w-prose text-ink-soft">
      A refused call changed nothing. Its body is application/problem+json: <code>code</code> for programs,{" "}
      <code>title</code> and <code>detail</code> for people, and <code>faults</code> with everything that is wrong with
      the request.
    </p>
    <dl className="mt-4 border-b border-line">
      {codes().map((code) => (
        <div
          key={code}
          id={`problem-${code}`}
          className="grid scroll-mt-8 gap-x-6 border-t border-line py-2.5 target:bg-accent-wash sm:grid-cols-[3rem_11rem_1fr]"
        >
          <dt className="contents">
            <span className="tabular text-ink-soft">{statusOf[code]}</span>
            <code>{code}</code>
          </dt>
          <dd className="text-ink-soft">{sentenceOf[code]}</dd>
        </div>
      ))}
    </dl>
  </section>
);
