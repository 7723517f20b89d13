import { count, counted } from "@/app/_ui/figures";
import type { Head } from "@/lib/models/schema";
import type { HeadRetrain, RetrainRules } from "@/lib/training/retrain/schema";

/** When a network trains by itself, as a manager says it: "every 500 answers (120 so far) and at night". */
export function retrainSentence(head: Head, rules: RetrainRules, labels: number): string {
  const { everyLabels, nightly, whenItPays }: HeadRetrain = rules[head];
  const parts = [
    everyLabels === null ? null : `every ${count(everyLabels)} answers (${count(labels)} so far)`,
    nightly ? `every night at ${String(rules.hour).padStart(2, "0")}:00` : null,
    whenItPays ? "when it pays" : null,
  ].filter((part) => part !== null);
  const since = `${counted(labels, "new answer")} since the last run.`;
  if (parts.length === 0) return `Trains when somebody presses the button. ${since}`;
  const rule = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return everyLabels === null ? `Trains by itself ${rule}. ${since}` : `Trains by itself ${rule}.`;
}
