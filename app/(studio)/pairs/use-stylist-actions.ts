"use client";
import { useMemo, useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState, BenchTask } from "@/app/_client/bench-state";
import { useFrameActions } from "@/app/_commands/centre";
import type { StylistActions } from "@/app/_commands/command";
import { useNote } from "./use-note";

export type Panel = "guide" | "why" | null;

/** What Pairs and Complete have in common: their shared commands, and the little that a screen itself remembers. */
export function useStylistActions<T extends BenchTask>(bench: Bench<T>, state: BenchState<T>, otherMode: string) {
  const [panel, setPanel] = useState<Panel>(null);
  const [zoomedTask, setZoomedTask] = useState<string | null>(null);
  const [hasDetails, setHasDetails] = useState(false);
  const [photo, setPhoto] = useState<{ taskId: string; step: number }>({ taskId: "", step: 0 });
  const frame = useFrameActions();
  const note = useNote(bench, state);
  const taskId = state.queue[0]?.taskId ?? "";
  const photoStep = photo.taskId === taskId ? photo.step : 0;
  const hasTask = taskId !== "";
  const hasTrail = state.trail.length > 0;
  const isWanting = state.wanting !== null;
  const isAlong = state.trip !== null;
  const actions = useMemo<StylistActions>(() => {
    const swap = (wanted: Panel) => setPanel((old) => (old === wanted ? null : wanted));
    return {
      canAnswer: hasTask,
      canSkip: hasTask,
      canUndo: hasTrail,
      canExplain: hasTrail,
      canNote: hasTask || isWanting,
      canTakeAlong: hasTask && !isAlong,
      canGiveBack: isAlong,
      hasGuide: true,
      skip: bench.skip,
      undo: bench.undo,
      toggleWhy: () => {
        // The answer must be stored before anything is told about it.
        bench.passReason();
        swap("why");
      },
      toggleGuide: () => swap("guide"),
      toggleDetails: () => setHasDetails((old) => !old),
      toggleZoom: () => setZoomedTask((old) => (old === taskId ? null : taskId)),
      nextPhoto: () => setPhoto({ taskId, step: photoStep + 1 }),
      writeNote: note.open,
      takeAlong: () => void bench.takeAlong(),
      giveBack: bench.giveBackRest,
      switchMode: () => frame?.go(otherMode),
      openMine: () => frame?.go("/pairs/mine"),
    };
  }, [bench, frame, hasTask, hasTrail, isAlong, isWanting, note.open, otherMode, photoStep, taskId]);
  const closePanel = () => setPanel(null);
  /** What was told of the last answer is out of date with the next one. */
  const closeWhy = () => setPanel((old) => (old === "why" ? null : old));
  return { actions, note, panel, closePanel, closeWhy, isZoomed: zoomedTask === taskId, hasDetails, photoStep };
}
