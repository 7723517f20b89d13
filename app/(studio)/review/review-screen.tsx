"use client";
import type { ReactNode } from "react";
import { useBench, useBenchState } from "@/app/_client/use-bench";
import { BenchEmpty, BenchFailure } from "../_bench/bench-states";
import { FlagBench } from "./flag-bench";
import { flagPort } from "./flag-port";
import { ReviewSkeleton } from "./review-skeleton";

/** note: what is known of the catalogue as a whole. */
type Props = { canTrain: boolean; note?: ReactNode };

/** Chooses among the screen's states; the bench itself draws the usual one. */
export function ReviewScreen({ canTrain, note }: Props) {
  const bench = useBench(flagPort);
  const state = useBenchState(bench);
  if (!bench || !state) return <ReviewSkeleton />;
  if (state.phase === "failed" && state.failure) return <BenchFailure failure={state.failure} onRetry={bench.retry} />;
  if (state.phase === "empty" && state.trail.length === 0)
    return (
      <BenchEmpty title="Nothing to review yet" onRetry={bench.retry} canTrain={canTrain}>
        Flags are products whose category looks wrong to the category network. Once it is trained the most doubtful ones
        come here; this page looks again by itself.
      </BenchEmpty>
    );
  return <FlagBench bench={bench} state={state} note={note} />;
}
