import type { DescriptionChangeCard } from "@/lib/encoders/descriptions/schema";
import { factsOf } from "./progress-words";
import { RunningWork } from "./running-work";

type Props = { change: DescriptionChangeCard; onCancel: () => void };

/** What a worker does for the change of what descriptions are read by. */
export function RunningDescriptions({ change: { progress, isCancelAsked }, onCancel }: Props) {
  return (
    <RunningWork
      label="Progress of the descriptions"
      phase={progress?.phase}
      share={progress?.total && progress.done !== undefined ? Math.min(1, progress.done / progress.total) : null}
      facts={progress && factsOf(progress)}
      note="It goes on when you leave this page, and after a restart. Nothing that serves changes meanwhile."
      isCancelAsked={isCancelAsked}
      onCancel={onCancel}
    />
  );
}
