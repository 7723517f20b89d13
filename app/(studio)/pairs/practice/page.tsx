import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { practiceState } from "@/lib/labels/practice/data";
import { PracticeScreen } from "./practice-screen";

export const metadata: Metadata = { title: "Practice" };
export const dynamic = "force-dynamic";

export default async function Practice() {
  const by = await requirePage("judge-pairs");
  return <PracticeScreen state={await practiceState(by)} />;
}
