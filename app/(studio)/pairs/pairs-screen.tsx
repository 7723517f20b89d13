"use client";
import Link from "next/link";
import { useBench, useBenchState } from "@/app/_client/use-bench";
import { BenchEmpty, BenchFailure } from "../_bench/bench-states";
import { parsePair } from "./kept-shapes";
import { PairBench } from "./pair-bench";
import { pairPort } from "./pair-port";
import { PairsSkeleton } from "./pairs-skeleton";

/** Chooses among the screen's states; the bench itself draws the usual one. */
export function PairsScreen({ canTrain }: { canTrain: boolean }) {
  const bench = useBench(pairPort, { mode: "pairs", parse: parsePair });
  const state = useBenchState(bench);
  if (!bench || !state) return <PairsSkeleton />;
  if (state.phase === "failed" && state.failure) return <BenchFailure failure={state.failure} onRetry={bench.retry} />;
  if (state.phase === "empty" && state.trail.length === 0)
    return (
      <BenchEmpty title="No pairs yet" onRetry={bench.retry} canTrain={canTrain}>
        Pairs come from the catalogue and the outfits of your stylists.{" "}
        {canTrain ? (
          <>
            Bring both in under{" "}
            <Link href="/catalogue/import" className="underline underline-offset-4">
              Import
            </Link>
            ; pairs are then laid out by themselves.
          </>
        ) : (
          "A manager brings both in; pairs are then laid out by themselves."
        )}
      </BenchEmpty>
    );
  return <PairBench bench={bench} state={state} />;
}
