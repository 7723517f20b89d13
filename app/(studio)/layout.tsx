import type { ReactNode } from "react";
import { requirePage } from "@/lib/http/page";
import { preferencesOf } from "@/lib/users/data";
import { Frame } from "./_frame/frame";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const by = await requirePage("judge-pairs");
  const { userId, name, email, role } = by;
  return (
    <Frame person={{ userId, name, email, role }} preferences={await preferencesOf(by)}>
      {children}
    </Frame>
  );
}
