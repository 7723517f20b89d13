import type { ReactNode } from "react";

/** A screen with nothing to show: what that means, and the one thing to do next. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <section className="mx-auto flex max-w-md flex-col items-center px-6 py-[14vh] text-center">
      <Hanger />
      <h1 className="mt-8">{title}</h1>
      {children && <div className="mt-3 text-ink-soft">{children}</div>}
      {action && <div className="mt-7 flex flex-wrap justify-center gap-3">{action}</div>}
    </section>
  );
}

function Hanger() {
  return (
    <svg viewBox="0 0 96 56" className="w-24 text-edge" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
      <path d="M42 12a6 6 0 1 1 8.5 5.4c-1.9.9-2.5 2.2-2.5 4.1v2L90 47.5c2.4 1.4 1.4 4.5-1.4 4.5H7.4C4.6 52 3.6 48.9 6 47.5L48 23.5" />
    </svg>
  );
}
