import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../../_frame/places";
import { CompleteScreen } from "./complete-screen";

export const metadata: Metadata = { title: "Complete" };

export default async function Complete() {
  const { role } = await requirePage("judge-pairs");
  return <CompleteScreen canTrain={mayOpen(role, "train")} />;
}
