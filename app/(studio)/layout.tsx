import type { ReactNode } from "react";
import { scopeOfPerson } from "@/lib/assignments/data";
import { requirePage } from "@/lib/http/page";
import { preferencesOf } from "@/lib/users/data";
import { AskedAbout } from "./_bench/asked-about";
import { Frame } from "./_frame/frame";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const by = await requirePage("judge-pairs");
  const { userId, name, email, role } = by;
  const [preferences, askedAbout] = await Promise.all([preferencesOf(by), scopeOfPerson(by)]);
  return (
    <Frame person={{ userId, name, email, role }} preferences={preferences}>
      <AskedAbout value={askedAbout}>{children}</AskedAbout>
    </Frame>
  );
}
