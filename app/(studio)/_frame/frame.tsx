"use client";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { type ReactNode, useEffect, useMemo } from "react";
import { forgetPerson, keepPageFor } from "@/app/_client/offline";
import { OutboxProvider } from "@/app/_client/outbox-provider";
import { CommandCentre } from "@/app/_commands/centre";
import { chooseTheme, readTheme, themeAfter } from "@/app/_ui/theme";
import type { Preferences, Role } from "@/lib/users/schema";
import { BottomBar } from "./bottom-bar";
import { Header } from "./header";
import { mayOpen } from "./places";
import { WorldLine } from "./world-line";

export type Person = { userId: string; name: string; email: string; role: Role };

type Props = { person: Person; preferences: Preferences; children: ReactNode };

/** Header, keyboard and outbox around every screen of the studio. */
export function Frame({ person, preferences, children }: Props) {
  const router = useRouter();
  const actions = useMemo(
    () => ({
      go: (path: string) => router.push(path),
      mayOpen: (capability: Parameters<typeof mayOpen>[1]) => mayOpen(person.role, capability),
      changeTheme: () => chooseTheme(themeAfter(readTheme())),
      signOut: () => void forgetPerson(person.userId).then(() => signOut({ callbackUrl: "/sign-in" })),
    }),
    [router, person.role, person.userId],
  );
  useEffect(() => void keepPageFor(person.userId), [person.userId]);
  return (
    <OutboxProvider userId={person.userId}>
      <CommandCentre frame={actions} preferences={preferences}>
        <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-raised focus:p-3">
          Skip to the content
        </a>
        <div className="flex min-h-dvh flex-col">
          <Header person={person} />
          <WorldLine />
          <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">
            {children}
          </main>
          <BottomBar personRole={person.role} />
        </div>
      </CommandCentre>
    </OutboxProvider>
  );
}
