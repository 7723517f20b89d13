import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

/** One page below Settings, with the way back. */
type Props = {
  title: string;
  isWide?: boolean;
  /** For whom Settings itself is closed there is no way back to it. */
  isAlone?: boolean;
  children: ReactNode;
};

export function SettingsPage({ title, isWide, isAlone, children }: Props) {
  return (
    <div className={clsx("mx-auto w-full px-4 py-8 sm:px-8", isWide ? "max-w-6xl" : "max-w-3xl")}>
      {!isAlone && (
        <nav aria-label="Where this is" className="mb-1 text-small">
          <Link href="/settings" className="text-ink-soft hover:text-ink">
            Settings
          </Link>
        </nav>
      )}
      <h1 className="mb-6">{title}</h1>
      {children}
    </div>
  );
}
