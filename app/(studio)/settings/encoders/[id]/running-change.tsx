import { Button } from "@/app/_ui/button";
import type { ChangeCard, ChangeStep } from "@/lib/encoders/schema";
import { ShareBar } from "../../../catalogue/import/share-bar";
import { factsOf } from "../progress-words";

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
