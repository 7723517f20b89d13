import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import type { FineTuningCard } from "@/lib/training/fine-tune/schema";
import type { RunProgress } from "@/lib/training/schema";
import { ShareBar } from "../../catalogue/import/share-bar";

/** What a worker does for the fine-tuning now, how far it is, and the way to stop it. */
export function RunningTuning({ tuning, onCancel }: { tuning: FineTuningCard; onCancel: () => void }) {
  const { progress, isCancelAsked } = tuning;
  const { epoch, epochs } = progress ?? {};
  return (
    <div className="appear mt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-medium">{progress ? progress.phase : "Waiting for the worker"}</p>
        <Button kind="plain" disabled={isCancelAsked} onClick={onCancel}>
          {isCancelAsked ? "Cancelling" : "Cancel"}
        </Button>
      </div>
      <div className="mt-3">
        <ShareBar label="Progress of the fine-tuning" share={epoch !== undefined && epochs ? epoch / epochs : null} />
      </div>
      <p role="status" className="tabular mt-2 min-h-5 text-small text-ink-soft">
        {progress && factsOf(progress)}
      </p>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        It goes on when you leave this page. Nothing that serves changes meanwhile, or by itself afterwards.
      </p>
    </div>
  );
}

function factsOf({ epoch, epochs, itemsPerSecond, loss }: RunProgress): string {
  return [
    epoch !== undefined && epochs ? `${count(epoch)} of ${count(epochs)}` : null,
    itemsPerSecond === undefined ? null : `${count(Math.round(itemsPerSecond))} photos a second`,
    loss === undefined ? null : `loss ${loss.toFixed(3)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
