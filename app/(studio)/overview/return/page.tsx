import type { Metadata } from "next";
import { Suspense } from "react";
import { requirePage } from "@/lib/http/page";
import { returnOnLabels } from "@/lib/insights/return/data";
import { ReturnQuery } from "@/lib/insights/return/schema";
import type { Allowed } from "@/lib/users/allow";
import { OverviewSkeleton } from "../overview-skeleton";
import { ReturnScreen } from "./return-screen";

export const metadata: Metadata = { title: "Return" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReturnPage({ searchParams }: Props) {
  const by = await requirePage("oversee");
  const query = ReturnQuery.parse({ target: (await searchParams).target });
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Figures by={by} query={query} />
    </Suspense>
  );
}

async function Figures({ by, query }: { by: Allowed<"oversee">; query: ReturnQuery }) {
  return <ReturnScreen found={await returnOnLabels(by, query)} now={Date.now()} />;
}
