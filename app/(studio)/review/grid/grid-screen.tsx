"use client";
import { BenchEmpty, BenchFailure } from "../../_bench/bench-states";
import { FlagGrid } from "./flag-grid";
import { GridSkeleton } from "./grid-skeleton";
import { useGrid } from "./use-grid";

/** Chooses among the screen's states; the grid itself draws the usual one. */
export function GridScreen({ canTrain }: { canTrain: boolean }) {
  const { bench, state } = useGrid();
  if (!bench || !state) return <GridSkeleton />;
  if (state.phase === "failed" && state.failure)
    return <BenchFailure failure={state.failure} onRetry={() => void bench.retry()} />;
  if (state.phase === "empty" && state.groups.length === 0 && state.trail.length === 0)
    return (
      <BenchEmpty title="Nothing to review yet" onRetry={() => void bench.retry()} canTrain={canTrain}>
        Flags that say the same are laid out here side by side. Once the category network is trained the most doubtful
        products come.
      </BenchEmpty>
    );
  if (state.phase === "loading" && state.groups.length === 0) return <GridSkeleton />;
  return <FlagGrid bench={bench} state={state} />;
}
