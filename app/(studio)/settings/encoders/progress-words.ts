import { count, duration } from "@/app/_ui/figures";
import type { ChangeProgress } from "@/lib/encoders/schema";
import { size } from "../../catalogue/import/kind-words";

/** How far a change is, in words: photos, texts or epochs, bytes while it loads. */
export function factsOf({ phase, done, total, perSecond, secondsLeft }: ChangeProgress): string {
  if (done === undefined) return "";
  const isLoading = phase.startsWith("Loading");
  const shown = (n: number) => (isLoading ? size(n) : count(n));
  const what = phase === "Embedding" ? " photos" : phase.startsWith("Learning") ? " epochs" : "";
  return [
    `${shown(done)}${total ? ` of ${shown(total)}` : ""}${what}`,
    perSecond === undefined ? null : `${perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))} a second`,
    secondsLeft === undefined ? null : `about ${duration(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(" · ");
}
