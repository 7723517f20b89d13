import type { ReactNode } from "react";

/** Something went another way than hoped: what happened, what was kept, what to do. */
export function Notice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="alert"
      className="appear flex flex-wrap items-center gap-x-4 gap-y-2 border-l-2 border-alert bg-sunken px-4 py-3"
    >
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
