import type { Metadata } from "next";
import { Suspense } from "react";
import { requirePage } from "@/lib/http/page";
import { quality } from "@/lib/insights/quality/data";
import type { Allowed } from "@/lib/users/allow";
import { mayOpen } from "../../_frame/places";
import { OverviewSkeleton } from "../overview-skeleton";
import { QualityScreen } from "./quality-screen";

export const metadata: Metadata = { title: "Quality" };
export const dynamic = "force-dynamic";

export default async function QualityPage() {
  const by = await requirePage("oversee");
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Figures by={by} />
    </Suspense>
  );
}

async function Figures({ by }: { by: Allowed<"oversee"> }) {
  return <QualityScreen quality={await quality(by)} maySwitch={mayOpen(by.role, "administer")} now={Date.now()} />;
}
