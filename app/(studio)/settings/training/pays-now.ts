import { count, decimal } from "@/app/_ui/figures";
import { leastLearnt } from "@/lib/training/retrain/rules";
import type { LearntSince } from "@/lib/training/retrain/schema";

/** Where "when it pays" stands, with its interval and on how many answers. */
export function paysNow(learnt: LearntSince | null): string {
  if (!learnt) return "No answers since its training have been learnt from yet.";
  const { answers, gain, lower } = learnt;
  const signed = (value: number) => `${value < 0 ? "−" : ""}${decimal(Math.abs(value), 3)}`;
  const found = `Now: ${signed(gain)} nats an answer saved (from ${signed(lower)}), on ${count(answers)} answers`;
  if (answers < leastLearnt) return `${found}; it takes ${leastLearnt} to tell.`;
  return lower > 0 ? `${found}. It pays.` : `${found}. Chance may explain that.`;
}
