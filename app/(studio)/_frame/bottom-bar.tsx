"use client";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { glyphs } from "@/app/_ui/glyphs";
import type { Role } from "@/lib/users/schema";
import { placesOf } from "./places";

/** On a narrow screen the first places sit under the thumb; the rest is in the person's menu. */
export function BottomBar({ personRole }: { personRole: Role }) {
  const pathname = usePathname();
  const places = placesOf(personRole).slice(0, 3);
  if (places.length < 2) return null;
  return (
    <nav
      aria-label="Places"
      className="sticky bottom-0 z-10 flex border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      {places.map(({ path, name, glyph }) => (
        <Link
          key={path}
          href={path}
          aria-current={pathname.startsWith(path) ? "page" : undefined}
          className={clsx(
            "flex flex-1 flex-col items-center gap-0.5 py-2 text-small",
            pathname.startsWith(path) ? "font-medium text-accent" : "text-ink-soft",
          )}
        >
          {glyphs[glyph]}
          {name}
        </Link>
      ))}
    </nav>
  );
}
