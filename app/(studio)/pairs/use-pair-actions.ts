"use client";
import { useMemo, useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import type { PairsActions } from "@/app/_commands/command";
import type { PairTask } from "@/lib/queue/schema";

type Panel = "guide" | "why" | null;

/** What the commands of Pairs do, and the little that the screen itself remembers (zoom, details, which photo). */
export function usePairActions(
  bench: Bench<PairTask>,
  state: BenchState<PairTask>,
  setPanel: (change: (old: Panel) => Panel) => void,
) {
  const [zoomedTask, setZoomedTask] = useState<string | null>(null);
  const [hasDetails, setHasDetails] = useState(false);
  const [photo, setPhoto] = useState<{ taskId: string; step: number }>({ taskId: "", step: 0 });
  const task = state.queue[0];
  const taskId = task?.taskId ?? "";
  const photoStep = photo.taskId === taskId ? photo.step : 0;
  const actions = useMemo<PairsActions>(() => {
    const swap = (panel: Panel) => setPanel((old) => (old === panel ? null : panel));
    return {
      canAnswer: task !== undefined,
      canSkip: task !== undefined,
      canUndo: state.trail.length > 0,
      canExplain: state.trail.length > 0,
      isReasonWanted: state.wanting !== null,
      hasGuide: true,
      answer: (verdict) => {
        if (!task) return;
        const { shownSwapped } = task;
        if (bench.answer(verdict, { shownSwapped }, { wantsReason: verdict !== "fits" }))
          setPanel((old) => (old === "why" ? null : old));
      },
      skip: bench.skip,
      undo: bench.undo,
      giveReason: bench.giveReason,
      passReason: bench.passReason,
      toggleWhy: () => {
        // The answer must be stored before anything is told about it.
        bench.passReason();
        swap("why");
      },
      toggleGuide: () => swap("guide"),
      toggleDetails: () => setHasDetails((old) => !old),
      toggleZoom: () => setZoomedTask((old) => (old === taskId ? null : taskId)),
      nextPhoto: () => setPhoto({ taskId, step: photoStep + 1 }),
    };
  }, [bench, task, taskId, state.trail, state.wanting, photoStep, setPanel]);
  return { actions, isZoomed: zoomedTask === taskId, hasDetails, photoStep };
}
