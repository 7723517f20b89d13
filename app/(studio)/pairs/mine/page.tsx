import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { MineScreen } from "./mine-screen";

export const metadata: Metadata = { title: "My answers" };

export default async function Mine() {
  await requirePage("judge-pairs");
  return <MineScreen />;
}
