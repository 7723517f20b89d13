import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

/** One page below Settings, with the way back. */
export function SettingsPage({ title, isWide, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={clsx("mx-auto w-full px-4 py-8 sm:px-8", isWide ? "max-w-6xl" : "max-w-3xl")}>
      <nav aria-label="Where this is" className="mb-1 text-small">
        <Link href="/settings" className="text-ink-soft hover:text-ink">
          Settings
        </Link>
      </nav>
      <h1 className="mb-6">{title}</h1>
      {children}
    </div>
  );
}
