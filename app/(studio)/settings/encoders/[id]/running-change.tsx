import { Button } from "@/app/_ui/button";
import { count, duration } from "@/app/_ui/figures";
import type { ChangeCard, ChangeProgress, ChangeStep } from "@/lib/encoders/schema";
import { size } from "../../../catalogue/import/kind-words";
import { ShareBar } from "../../../catalogue/import/share-bar";

type Props = { card: ChangeCard; onStep: (step: ChangeStep) => void };

/** What a worker does for the change now, how far it is, and ways to stop it. */
export function RunningChange({ card: { status, progress, isAsked }, onStep }: Props) {
  const share = progress?.total && progress.done !== undefined ? Math.min(1, progress.done / progress.total) : null;
  return (
    <section aria-label="Progress" className="appear mt-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-medium">{progress ? progress.phase : "Waiting for the worker"}</p>
        <div className="flex gap-2">
          {status !== "opening" && (
            <Button disabled={isAsked !== null} onClick={() => onStep("pause")}>
              {isAsked === "pause" ? "Pausing" : "Pause"}
            </Button>
          )}
          <Button kind="plain" disabled={isAsked === "cancel"} onClick={() => onStep("cancel")}>
            {isAsked === "cancel" ? "Cancelling" : "Cancel"}
          </Button>
        </div>
      </div>
      <div className="mt-3">
        <ShareBar label="Progress of the change" share={share} />
      </div>
      <p role="status" className="tabular mt-2 min-h-5 text-small text-ink-soft">
        {progress && factsOf(progress)}
      </p>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        It goes on when you leave this page, and after a restart. Queues, look-alikes and networks stay with the present
        encoder meanwhile.
      </p>
    </section>
  );
}

function factsOf({ phase, done, total, perSecond, secondsLeft }: ChangeProgress): string {
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
