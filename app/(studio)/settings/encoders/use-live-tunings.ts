"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type FineTuningCard, isTuning } from "@/lib/training/fine-tune/schema";

type Standing = [current: FineTuningCard | undefined, latestOver: FineTuningCard | undefined];

/** The fine-tuning under way and the last one that is over: live by server-sent events while one is under way. */
export function useLiveTunings(initial: FineTuningCard[]): Standing {
  const router = useRouter();
  const [seen, setSeen] = useState(initial);
  // What the server drew last counts, until an event says more.
  const [drawn, setDrawn] = useState(initial);
  if (drawn !== initial) {
    setDrawn(initial);
    setSeen(initial);
  }
  const isLive = seen.some(isTuning);
  useEffect(() => {
    if (!isLive) return;
    const source = new EventSource("/api/encoders/fine-tunings/events");
    source.onmessage = (event) => {
      const next = JSON.parse(event.data) as FineTuningCard[];
      setSeen(next);
      // What it brought stands among the encoders that are kept.
      if (!next.some(isTuning)) router.refresh();
    };
    return () => source.close();
  }, [isLive, router]);
  return [seen.find(isTuning), seen.find((one) => !isTuning(one))];
}
