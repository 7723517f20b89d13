"use client";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useOutbox } from "@/app/_client/outbox-provider";
import type { GridActions } from "@/app/_commands/command";
import { GridBench } from "./grid-bench";
import { gridPort, groupInAddress } from "./grid-port";
import { type GridState, openGroup, settleable } from "./grid-state";

const nothing = () => () => {};

/** A grid that lives as long as its screen. */
export function useGrid(): { bench: GridBench | null; state: GridState | null } {
  const outbox = useOutbox();
  const [bench, setBench] = useState<GridBench | null>(null);
  useEffect(() => {
    if (!outbox) return;
    const made = new GridBench({ port: gridPort(), outbox, wanted: groupInAddress(window.location.search) });
    setBench(made);
    void made.start();
    return made.stop;
  }, [outbox]);
  const state = useSyncExternalStore(
    bench?.watch ?? nothing,
    () => bench?.state() ?? null,
    () => null,
  );
  return { bench, state };
}

/** What the commands of the grid do. */
export function useGridActions(bench: GridBench, state: GridState, openRule: () => void): GridActions {
  const { push } = useRouter();
  const canRule = state.flags.length > 0 && openGroup(state)?.kind === "category";
  const shown = settleable(state.flags).length;
  const selected = state.selected.size;
  const [canUndo, hasNext, hasPrevious] = [state.trail.length > 0, state.next !== null, state.begun.length > 1];
  return useMemo(
    () => ({
      shown,
      selected,
      canUndo,
      canRule,
      hasNext,
      hasPrevious,
      settle: bench.settle,
      keepRest: bench.keepRest,
      selectAll: bench.selectAll,
      clear: bench.clear,
      undo: bench.undo,
      nextPage: bench.nextPage,
      previousPage: bench.previousPage,
      stepGroup: bench.stepGroup,
      openRule,
      openBench: () => push("/review"),
    }),
    [bench, shown, selected, canUndo, canRule, hasNext, hasPrevious, openRule, push],
  );
}
