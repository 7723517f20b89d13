import type { ReactNode } from "react";
import { scopeOfPerson } from "@/lib/assignments/data";
import { requirePage } from "@/lib/http/page";
import { namedFiguresNews } from "@/lib/insights/quality/data";
import { preferencesOf } from "@/lib/users/data";
import { AskedAbout } from "./_bench/asked-about";
import { Frame } from "./_frame/frame";
import { NamedFiguresLine } from "./_frame/named-figures-line";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const by = await requirePage("judge-pairs");
  const { userId, name, email, role } = by;
  const [preferences, askedAbout, news] = await Promise.all([
    preferencesOf(by),
    scopeOfPerson(by),
    namedFiguresNews(by, new Date()),
  ]);
  return (
    <Frame person={{ userId, name, email, role }} preferences={preferences}>
      <NamedFiguresLine news={news} />
      <AskedAbout value={askedAbout}>{children}</AskedAbout>
    </Frame>
  );
}
