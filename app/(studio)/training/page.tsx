import type { Metadata } from "next";
import { Suspense } from "react";
import { requirePage } from "@/lib/http/page";
import { versions } from "@/lib/models/data";
import { promotionRule, servedBefore } from "@/lib/models/evaluation/data";
import { material, runs } from "@/lib/training/data";
import { lackOf } from "@/lib/training/rules";
import { TrainingScreen } from "./training-screen";
import { TrainingSkeleton } from "./training-skeleton";

export const metadata: Metadata = { title: "Training" };
export const dynamic = "force-dynamic";

// A loading.tsx would send its 200 before the door has answered; behind the door the rest may stream.
export default async function Training() {
  await requirePage("train");
  return (
    <Suspense fallback={<TrainingSkeleton />}>
      <TrainingNow />
    </Suspense>
  );
}

async function TrainingNow() {
  const [allVersions, allRuns, has, rule, compatibility, category] = await Promise.all([
    versions(),
    runs(),
    material(),
    promotionRule(),
    servedBefore("compatibility"),
    servedBefore("category"),
  ]);
  const before = { compatibility: compatibility?.number ?? null, category: category?.number ?? null };
  const lacks = { compatibility: lackOf("compatibility", has), category: lackOf("category", has) };
  return (
    <TrainingScreen versions={allVersions} runs={allRuns} lacks={lacks} before={before} rule={rule} now={Date.now()} />
  );
}
