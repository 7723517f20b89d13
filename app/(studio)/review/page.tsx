import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { catalogueErrorRate } from "@/lib/insights/data";
import { ErrorRateNote } from "../_bench/error-rate-note";
import { mayOpen } from "../_frame/places";
import { ReviewScreen } from "./review-screen";

export const metadata: Metadata = { title: "Review" };

export default async function Review() {
  const by = await requirePage("judge-flags");
  const errorRate = await catalogueErrorRate(by);
  return <ReviewScreen canTrain={mayOpen(by.role, "train")} note={<ErrorRateNote errorRate={errorRate} />} />;
}
