"use client";
import { useMemo } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import type { PairsActions } from "@/app/_commands/command";
import type { PairTask } from "@/lib/queue/schema";
import { useStylistActions } from "./use-stylist-actions";

/** What the commands of Pairs do. */
export function usePairActions(bench: Bench<PairTask>, state: BenchState<PairTask>) {
  const shared = useStylistActions(bench, state, "/pairs/complete");
  const task = state.queue[0];
  const isReasonWanted = state.wanting !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closeWhy sets state alone.
  const actions = useMemo<PairsActions>(
    () => ({
      ...shared.actions,
      isReasonWanted,
      answer: (verdict) => {
        if (!task) return;
        const said = { shownSwapped: task.shownSwapped, note: shared.note.ofTask() };
        if (bench.answer(verdict, said, { wantsReason: verdict !== "fits" })) shared.closeWhy();
      },
      giveReason: bench.giveReason,
      passReason: bench.passReason,
    }),
    [bench, task, isReasonWanted, shared.actions, shared.note],
  );
  return { ...shared, actions };
}
