import { Button } from "@/app/_ui/button";
import { ShareBar } from "../../catalogue/import/share-bar";

type Props = {
  /** What the bar tells of. */
  label: string;
  /** What the worker does now; undefined before it begins. */
  phase: string | undefined;
  share: number | null;
  facts: string | null;
  /** What leaving the page does, and what does not change meanwhile. */
  note: string;
  isCancelAsked: boolean;
  onCancel: () => void;
};

/** Work of the worker: what it does, how far it is, and the way to give it up. */
export function RunningWork({ label, phase, share, facts, note, isCancelAsked, onCancel }: Props) {
  return (
    <div className="appear mt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-medium">{phase ?? "Waiting for the worker"}</p>
        <Button kind="plain" disabled={isCancelAsked} onClick={onCancel}>
          {isCancelAsked ? "Cancelling" : "Cancel"}
        </Button>
      </div>
      <div className="mt-3">
        <ShareBar label={label} share={share} />
      </div>
      <p role="status" className="tabular mt-2 min-h-5 text-small text-ink-soft">
        {facts}
      </p>
      <p className="mt-1 max-w-prose text-small text-ink-soft">{note}</p>
    </div>
  );
}
