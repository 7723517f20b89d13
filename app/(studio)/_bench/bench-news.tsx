"use client";
import { useEffect, useState } from "react";
import { call } from "@/app/_client/api";
import type { Learned } from "@/lib/insights/schema";
import type { PracticeOffer } from "@/lib/labels/practice/schema";
import { LearnedLine } from "./learned-line";
import { isPutOff, PracticeInvitation } from "./practice-invitation";

/** What there is to tell beside the work: an invitation to practise, else what the newest version learned. Quiet while it
 *  loads and when it can't be reached. `version` ranks the queue now: another one is asked about anew. */
export function BenchNews({ version }: { version: number | null }) {
  const [offer, setOffer] = useState<PracticeOffer | null>(null);
  const [learned, setLearned] = useState<Learned | null>(null);
  useEffect(() => {
    if (isPutOff()) return;
    void call<{ offer: PracticeOffer | null }>("/api/practice/offer").then(
      (answer) => answer.ok && setOffer(answer.value.offer),
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when another version ranks.
  useEffect(() => {
    void call<{ learned: Learned | null }>("/api/training/learned").then(
      (answer) => answer.ok && setLearned(answer.value.learned),
    );
  }, [version]);
  if (offer) return <PracticeInvitation offer={offer} onPutOff={() => setOffer(null)} />;
  return learned && <LearnedLine learned={learned} />;
}
