import type { ReactNode } from "react";
import { WayUp } from "@/app/_ui/way-up";

/** One page below Overview, with the way back. */
export function OverviewSubpage({ title, says, children }: { title: string; says: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-8">
      <WayUp to="/overview">Overview</WayUp>
      <h1>{title}</h1>
      <p className="mt-2 max-w-prose text-ink-soft">{says}</p>
      <div className="mt-12 space-y-16">{children}</div>
    </div>
  );
}
