"use client";
import { useLive } from "@/app/_client/use-live";
import { type FineTuningCard, isTuning } from "@/lib/training/fine-tune/schema";

type Standing = [current: FineTuningCard | undefined, latestOver: FineTuningCard | undefined];

const hasOneUnderWay = (tunings: FineTuningCard[]) => tunings.some(isTuning);

/** The fine-tuning under way and the last one that is over, live. */
export function useLiveTunings(initial: FineTuningCard[]): Standing {
  const seen = useLive(initial, "/api/encoders/fine-tunings/events", hasOneUnderWay);
  return [seen.find(isTuning), seen.find((one) => !isTuning(one))];
}
