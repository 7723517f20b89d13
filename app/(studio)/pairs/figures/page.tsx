import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { ownFigures } from "@/lib/insights/quality/data";
import { FiguresScreen } from "./figures-screen";

export const metadata: Metadata = { title: "My figures" };
export const dynamic = "force-dynamic";

export default async function FiguresPage() {
  const by = await requirePage("judge-pairs");
  return <FiguresScreen figures={await ownFigures(by)} />;
}
