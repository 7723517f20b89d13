"use client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { HeadOutlook } from "@/lib/encoders/schema";
import { headWords } from "../../../training/words";

type Props = {
  isOpen: boolean;
  name: string;
  outlooks: HeadOutlook[];
  onClose: () => void;
  onServe: () => Promise<void>;
};

/** Asks once more before all work moves to another encoder. */
export function ServeDialog({ isOpen, name, outlooks, onClose, onServe }: Props) {
  return (
    <Dialog title={`Work with ${name} from now on?`} isOpen={isOpen} onClose={onClose}>
      <div className="space-y-4 px-6 pt-2 pb-6">
        <ul className="list-disc space-y-1 pl-5 text-ink-soft">
          <li>Look-alikes and queues are made anew in the background; until then the old order holds.</li>
          {outlooks.map((one) => (
            <li key={one.head}>{lineOf(one)}</li>
          ))}
          <li>No label is touched. The present encoder is kept: the way back is one button under Encoders.</li>
        </ul>
        <div className="flex flex-wrap justify-end gap-3">
          <Button kind="plain" onClick={onClose}>
            Not now
          </Button>
          <Button kind="primary" data-first onClick={() => void onServe()}>
            Let it serve
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function lineOf({ head, state, versionNumber, championNumber }: HeadOutlook): string {
  const { name } = headWords[head];
  if (state === "serves") return `${name}: v${versionNumber} takes over from v${championNumber}.`;
  const training = state === "learning" ? "is being trained" : "starts to train";
  return `${name}: v${championNumber} stays behind; a version for the new encoder ${training} and serves as soon as it is done.`;
}
