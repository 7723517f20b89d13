import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { requirePage } from "@/lib/http/page";
import { throughput } from "@/lib/insights/throughput/data";
import { ThroughputQuery } from "@/lib/insights/throughput/schema";
import type { Allowed } from "@/lib/users/allow";
import { ThroughputScreen } from "./throughput-screen";
import { ThroughputSkeleton } from "./throughput-skeleton";

export const metadata: Metadata = { title: "Throughput" };
export const dynamic = "force-dynamic";

type Search = Record<string, string | string[] | undefined>;

// No loading.tsx: it would send its 200 before the door has answered.
export default async function ThroughputPage({ searchParams }: { searchParams: Promise<Search> }) {
  const by = await requirePage("oversee");
  return (
    <Suspense fallback={<ThroughputSkeleton />}>
      <Shown by={by} search={await searchParams} />
    </Suspense>
  );
}

async function Shown({ by, search }: { by: Allowed<"oversee">; search: Search }) {
  const asked = ThroughputQuery.safeParse(search);
  const query = asked.success ? asked.data : ThroughputQuery.parse({});
  const now = new Date();
  const found = await throughput(by, query, now);
  if (found.isEmpty) return <NothingYet />;
  const { split } = found;
  return <ThroughputScreen found={found} query={{ ...query, split }} isMisread={!asked.success} now={now.getTime()} />;
}

const NothingYet = () => (
  <EmptyState
    title="Nobody has answered yet"
    action={
      <Link href="/pairs" className={buttonLook("outline")}>
        Go to Pairs
      </Link>
    }
  >
    The first answers show here within half a minute.
  </EmptyState>
);
