import type { ReactNode } from "react";

/** One question about the garment. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-4">
      <div className="mb-5 flex flex-wrap items-baseline gap-x-4">
        <h2 className="text-lead font-semibold">{title}</h2>
        {note && <p className="text-small text-ink-soft">{note}</p>}
      </div>
      {children}
    </section>
  );
}
