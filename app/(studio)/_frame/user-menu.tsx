"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useFrameActions } from "@/app/_commands/centre";
import { glyphs } from "@/app/_ui/glyphs";
import type { Person } from "./frame";
import { placesOf } from "./places";

const line = "block w-full rounded-sm px-3 py-2 text-left hover:bg-sunken";

export function UserMenu({ person }: { person: Person }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const actions = useFrameActions();
  useCloseOutside(menu);
  return (
    <details ref={menu} className="relative">
      <summary className="flex min-h-9 list-none items-center gap-1.5 rounded-md px-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span className="max-w-32 truncate">{person.name.split(" ")[0]}</span>
        {glyphs.down}
      </summary>
      <div className="appear absolute right-0 z-20 mt-1 w-60 rounded-lg bg-raised p-1.5 shadow-float">
        <div className="px-3 pt-2 pb-3">
          <p className="truncate font-medium">{person.name}</p>
          <p className="truncate text-small text-ink-soft">{person.email}</p>
          <p className="text-small text-ink-soft first-letter:uppercase">{person.role}</p>
        </div>
        <div className="border-t border-line pt-1 sm:hidden">
          {placesOf(person.role)
            .slice(3)
            .map(({ path, name }) => (
              <Link key={path} href={path} className={line}>
                {name}
              </Link>
            ))}
        </div>
        <div className="border-t border-line pt-1">
          {actions?.mayOpen("administer") && (
            <Link href="/people" className={line}>
              People
            </Link>
          )}
          {actions?.mayOpen("oversee") && (
            <Link href="/settings" className={line}>
              Settings
            </Link>
          )}
          <button type="button" className={line} onClick={() => actions?.openHelp()}>
            Keys
          </button>
          <Link href="/settings/password" className={line}>
            Password
          </Link>
          <a href="/api/people/me/record" download="toile-record.json" className={line}>
            My record
          </a>
          <button type="button" className={line} onClick={() => actions?.signOut()}>
            Sign out
          </button>
        </div>
      </div>
    </details>
  );
}

/** A click elsewhere, a choice inside, or Escape closes the menu. */
function useCloseOutside(menu: React.RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    const close = () => menu.current?.removeAttribute("open");
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element;
      if (!menu.current?.contains(target) || target.closest("a, button")) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.current?.open) return;
      close();
      menu.current.querySelector("summary")?.focus();
    };
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKey);
    };
  }, [menu]);
}
