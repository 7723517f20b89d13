"use client";
import { v4 as uuid } from "uuid";
import { useBench, useBenchState } from "@/app/_client/use-bench";
import { BenchEmpty, BenchFailure } from "../../_bench/bench-states";
import { parseSet } from "../kept-shapes";
import { CompleteSkeleton } from "./complete-skeleton";
import { SetBench } from "./set-bench";
import { setPort } from "./set-port";

/** Chooses among the screen's states; the bench itself draws the usual one. */
export function CompleteScreen({ canTrain }: { canTrain: boolean }) {
  const bench = useBench(() => setPort(uuid), { mode: "complete", parse: parseSet });
  const state = useBenchState(bench);
  if (!bench || !state) return <CompleteSkeleton />;
  if (state.phase === "failed" && state.failure) return <BenchFailure failure={state.failure} onRetry={bench.retry} />;
  if (state.phase === "empty" && state.trail.length === 0)
    return (
      <BenchEmpty title="No sets yet" onRetry={bench.retry} canTrain={canTrain}>
        A set is made of pairs that share a garment. They come from the same queue as Pairs.
      </BenchEmpty>
    );
  return <SetBench bench={bench} state={state} />;
}
