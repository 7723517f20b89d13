import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../_frame/places";
import { PairsScreen } from "./pairs-screen";

export const metadata: Metadata = { title: "Pairs" };

export default async function Pairs() {
  const { role } = await requirePage("judge-pairs");
  return <PairsScreen canTrain={mayOpen(role, "train")} />;
}
