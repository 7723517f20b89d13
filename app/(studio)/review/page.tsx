import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../_frame/places";
import { ReviewScreen } from "./review-screen";

export const metadata: Metadata = { title: "Review" };

export default async function Review() {
  const { role } = await requirePage("judge-flags");
  return <ReviewScreen canTrain={mayOpen(role, "train")} />;
}
