"use client";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useMemo } from "react";
import { CommandCentre } from "@/app/_commands/centre";
import { chooseTheme, readTheme, themeAfter } from "@/app/_ui/theme";
import { type Capability, capabilities, type Preferences, type Role } from "@/lib/users/schema";
import { Mirror } from "./mirror";

type Props = { role: Role; preferences: Preferences; photos: string[] };

/** Keys, palette and help as everywhere, and nothing else of the studio. */
export function MirrorFrame({ role, preferences, photos }: Props) {
  const router = useRouter();
  const frame = useMemo(
    () => ({
      go: (path: string) => router.push(path),
      mayOpen: (capability: Capability) => (capabilities[role] as readonly Capability[]).includes(capability),
      changeTheme: () => chooseTheme(themeAfter(readTheme())),
      signOut: () => void signOut({ callbackUrl: "/sign-in" }),
    }),
    [router, role],
  );
  return (
    <CommandCentre frame={frame} preferences={preferences}>
      <Mirror photos={photos} onLeave={() => router.push("/catalogue")} />
    </CommandCentre>
  );
}
