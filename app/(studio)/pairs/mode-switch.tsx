"use client";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";

const modes = [
  { path: "/pairs", name: "Pairs" },
  { path: "/pairs/complete", name: "Complete" },
  { path: "/pairs/mine", name: "My answers" },
] as const;

/** The stylist's three rooms, beside the title. */
export function ModeSwitch() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Ways to judge"
      className="flex rounded-md bg-sunken p-0.5 text-small max-sm:order-first max-sm:w-full"
    >
      {modes.map(({ path, name }) => (
        <Link
          key={path}
          href={path}
          aria-current={pathname === path ? "page" : undefined}
          className={clsx(
            "flex min-h-8 items-center justify-center rounded-sm px-3 max-sm:min-h-9 max-sm:flex-1",
            pathname === path ? "bg-raised font-medium shadow-[0_0_0_1px_var(--line)]" : "text-ink-soft hover:text-ink",
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
