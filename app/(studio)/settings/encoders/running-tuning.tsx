import { count } from "@/app/_ui/figures";
import type { FineTuningCard } from "@/lib/training/fine-tune/schema";
import type { RunProgress } from "@/lib/training/schema";
import { RunningWork } from "./running-work";

/** What a worker does for the fine-tuning now, how far it is, and the way to stop it. */
export function RunningTuning({ tuning, onCancel }: { tuning: FineTuningCard; onCancel: () => void }) {
  const { progress, isCancelAsked } = tuning;
  const { epoch, epochs } = progress ?? {};
  return (
    <RunningWork
      label="Progress of the fine-tuning"
      phase={progress?.phase}
      share={epoch !== undefined && epochs ? epoch / epochs : null}
      facts={progress && factsOf(progress)}
      note="It goes on when you leave this page. Nothing that serves changes meanwhile, or by itself afterwards."
      isCancelAsked={isCancelAsked}
      onCancel={onCancel}
    />
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
