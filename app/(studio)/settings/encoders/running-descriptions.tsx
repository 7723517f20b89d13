import { Button } from "@/app/_ui/button";
import type { DescriptionChangeCard } from "@/lib/encoders/descriptions/schema";
import { ShareBar } from "../../catalogue/import/share-bar";
import { factsOf } from "./progress-words";

type Props = { change: DescriptionChangeCard; onCancel: () => void };

/** What a worker does for the change of what descriptions are read by, and the way to give it up. */
export function RunningDescriptions({ change: { progress, isCancelAsked }, onCancel }: Props) {
  const share = progress?.total && progress.done !== undefined ? Math.min(1, progress.done / progress.total) : null;
  return (
    <div className="appear mt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-medium">{progress ? progress.phase : "Waiting for the worker"}</p>
        <Button kind="plain" disabled={isCancelAsked} onClick={onCancel}>
          {isCancelAsked ? "Cancelling" : "Cancel"}
        </Button>
      </div>
      <div className="mt-3">
        <ShareBar label="Progress of the descriptions" share={share} />
      </div>
      <p role="status" className="tabular mt-2 min-h-5 text-small text-ink-soft">
        {progress && factsOf(progress)}
      </p>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        It goes on when you leave this page, and after a restart. Nothing that serves changes meanwhile.
      </p>
    </div>
  );
}
