"use client";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { AskedAboutLine } from "../_bench/asked-about";

type Props = { what: "pair" | "set"; isWaiting: boolean; onRetry: () => void };

/** The queue has run dry in the middle of work. */
export function NoMore({ what, isWaiting, onRetry }: Props) {
  if (isWaiting) return <div className="min-h-0 flex-1" role="status" aria-label={`Loading the next ${what}`} />;
  return (
    <div className="min-h-0 flex-1">
      <EmptyState
        title={`That was the last ${what}`}
        action={
          <Button kind="primary" onClick={onRetry}>
            Look again
          </Button>
        }
      >
        Everything in the queue is answered or with someone else. New pairs come with the next training.
        <AskedAboutLine />
      </EmptyState>
    </div>
  );
}
