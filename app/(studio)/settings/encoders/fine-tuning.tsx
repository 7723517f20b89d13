"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { type FineTuningCard, isTuning } from "@/lib/training/fine-tune/schema";
import { RunningTuning } from "./running-tuning";
import { TunedResult } from "./tuned-result";
import { useLiveTunings } from "./use-live-tunings";

type Props = {
  tunings: FineTuningCard[];
  /** How the encoder that serves is called. */
  present: string;
  /** A change is under way: another one can't be started. */
  isBusy: boolean;
  now: number;
  onUse: (source: string) => Promise<void>;
};

/** Teaches the present encoder's last block the house's own categories, shows how far that is, and what it was worth. */
export function FineTuning({ tunings, present, isBusy, now, onUse }: Props) {
  const router = useRouter();
  const [current, latest] = useLiveTunings(tunings);
  const [failure, setFailure] = useState<string | null>(null);
  const post = async (path: string) => {
    const answer = await call(path, { body: {} });
    setFailure(answer.ok ? null : answer.sentence);
    router.refresh();
  };
  return (
    <section aria-labelledby="fine-tuning">
      <h2 id="fine-tuning" className="text-lead font-semibold">
        Fine-tuning
      </h2>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        {present} learns your own categories in its last block. A fifth of the garment models is kept back to tell
        whether that helped; only what is better is kept, beside the encoder that serves. Products of the holdout teach
        nothing.
      </p>
      {failure && (
        <div className="mt-3">
          <Notice>{failure}</Notice>
        </div>
      )}
      {current ? (
        <RunningTuning tuning={current} onCancel={() => void post(`/api/encoders/fine-tunings/${current.id}/cancel`)} />
      ) : (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button onClick={() => void post("/api/encoders/fine-tunings")}>Fine-tune it</Button>
          <p className="text-small text-ink-soft">Takes minutes to hours, beside the work, and up to 4 GB of disk.</p>
        </div>
      )}
      {latest && !isTuning(latest) && <TunedResult tuning={latest} isBusy={isBusy} now={now} onUse={onUse} />}
    </section>
  );
}
