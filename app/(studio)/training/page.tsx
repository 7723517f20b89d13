import type { Metadata } from "next";
import { Suspense } from "react";
import { requirePage } from "@/lib/http/page";
import { versions } from "@/lib/models/data";
import { promotionRule, servedBefore } from "@/lib/models/evaluation/data";
import { rankedBy } from "@/lib/queue/data";
import { material, runs } from "@/lib/training/data";
import { retrainRules, since } from "@/lib/training/retrain/data";
import { lackOf } from "@/lib/training/rules";
import { retrainSentence } from "./retrain-sentence";
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
  const [allVersions, allRuns, has, rule, compatibility, category, rules, pairNews, garmentNews, pairs, flags] =
    await Promise.all([
      versions(),
      runs(),
      material(),
      promotionRule(),
      servedBefore("compatibility"),
      servedBefore("category"),
      retrainRules(),
      since("compatibility"),
      since("category"),
      rankedBy("compatibility"),
      rankedBy("category"),
    ]);
  const before = { compatibility: compatibility?.number ?? null, category: category?.number ?? null };
  const lacks = { compatibility: lackOf("compatibility", has), category: lackOf("category", has) };
  const retrain = {
    compatibility: retrainSentence("compatibility", rules, pairNews.labels),
    category: retrainSentence("category", rules, garmentNews.labels),
  };
  const shown = {
    versions: allVersions,
    runs: allRuns,
    lacks,
    before,
    rule,
    retrain,
    ranked: { compatibility: pairs, category: flags },
  };
  return <TrainingScreen {...shown} now={Date.now()} />;
}
