import type { ReactNode } from "react";

/** One question of the overview with what answers it. */
export function Band({ question, children }: { question: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="border-t border-line pt-4 text-lead font-semibold">{question}</h2>
      <div className="mt-6">{children}</div>
    </section>
  );
}

/** The table under a chart, folded away until it is wanted. */
export function AsTable({ children }: { children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">The same as a table</summary>
      <div className="mt-3 max-h-80 overflow-y-auto print:max-h-none print:overflow-visible">{children}</div>
    </details>
  );
}

export function Stat({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div>
      <dt className="text-small text-ink-soft">{name}</dt>
      <dd>
        <span className="tabular text-lead font-semibold">{value}</span>
        {/* Never broken between its words: a note that does not fit goes below the figure as a whole. */}
        {note && <span className="ml-2 inline-block text-small text-ink-soft">{note}</span>}
      </dd>
    </div>
  );
}
