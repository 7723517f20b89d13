import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../../_frame/places";
import { GridScreen } from "./grid-screen";

export const metadata: Metadata = { title: "Review, many at once" };

export default async function ReviewGrid() {
  const { role } = await requirePage("judge-flags");
  return <GridScreen canTrain={mayOpen(role, "train")} />;
}
