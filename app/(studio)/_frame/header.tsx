"use client";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFrameActions } from "@/app/_commands/centre";
import { KeyCap } from "@/app/_ui/key-cap";
import type { Person } from "./frame";
import { placesOf } from "./places";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";

export function Header({ person }: { person: Person }) {
  const pathname = usePathname();
  const actions = useFrameActions();
  return (
    <header className="flex h-14 print:hidden shrink-0 items-center gap-2 border-b border-line px-4 sm:px-6">
      <Link href="/" className="mr-4 font-display text-[1.375rem] leading-none tracking-tight sm:mr-8">
        Toile
      </Link>
      <nav aria-label="Places" className="hidden gap-1 self-stretch sm:flex">
        {placesOf(person.role).map(({ path, name }) => {
          const isHere = pathname.startsWith(path);
          return (
            <Link
              key={path}
              href={path}
              aria-current={isHere ? "page" : undefined}
              className={clsx(
                "relative flex items-center px-3 transition-colors",
                isHere
                  ? "font-medium after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-accent"
                  : "text-ink-soft hover:text-ink",
              )}
            >
              {name}
            </Link>
          );
        })}
      </nav>
      <div className="ml-auto flex items-center gap-1">
        <button
          type="button"
          onClick={() => actions?.openPalette()}
          className="hidden min-h-9 items-center rounded-md px-2 hover:bg-sunken sm:flex"
          aria-label="Find a command"
        >
          <KeyCap of="mod+k" />
        </button>
        <ThemeToggle />
        <UserMenu person={person} />
      </div>
    </header>
  );
}
