"use client";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import type { ReviewActions } from "@/app/_commands/command";
import type { FlagVerdict } from "@/lib/labels/schema";
import type { FlagTask } from "@/lib/queue/schema";
import type { Choice } from "./answer-picker";
import { answerWords } from "./flag-words";

type Sheet = "why" | "guide" | "picker" | "rule" | null;

/** What the commands of Review do, and the little that the screen itself remembers. */
export function useFlagActions(bench: Bench<FlagTask>, state: BenchState<FlagTask>) {
  const [sheet, setSheet] = useState<Sheet>(null);
  const [zoomedTask, setZoomedTask] = useState<string | null>(null);
  const [hasDetails, setHasDetails] = useState(false);
  const [photo, setPhoto] = useState<{ taskId: string; step: number }>({ taskId: "", step: 0 });
  const [modelTask, setModelTask] = useState<string | null>(null);
  const task = state.queue[0];
  const taskId = task?.taskId ?? "";
  const hasOtherColours = task?.kind === "category" && task.evidence.sameModel.length > 0;
  const isForModel = hasOtherColours && modelTask === taskId;
  const { push } = useRouter();
  const words = task && answerWords(task);
  const [canTake, canChoose] = [Boolean(words?.take), Boolean(words?.other)];
  const photoStep = photo.taskId === taskId ? photo.step : 0;
  const give = useCallback(
    (verdict: FlagVerdict, more: Record<string, unknown> = {}) => {
      const isTaken = bench.answer(verdict, isForModel ? { ...more, applyToModel: true } : more);
      // Its other colours are settled with it: they need no look of their own.
      if (isTaken && isForModel) bench.forget(({ product }) => product.groupId === task?.product.groupId);
      // The wish was for this answer; after an undo it is asked for anew.
      if (isTaken) setModelTask(null);
      return isTaken;
    },
    [bench, isForModel, task],
  );
  const actions = useMemo<ReviewActions>(
    () => ({
      canAnswer: taskId !== "",
      canSkip: taskId !== "",
      canUndo: state.trail.length > 0,
      canExplain: state.trail.length > 0,
      canTake,
      canChoose,
      canRule: task?.kind === "category",
      answer: (verdict) => {
        // The guide stays open beside the next one, as on Pairs.
        if (give(verdict)) setSheet((old) => (old === "guide" ? old : null));
      },
      chooseOther: () => setSheet("picker"),
      hasOtherColours,
      toggleAllColours: () => setModelTask((old) => (old === taskId ? null : taskId)),
      openRule: () => setSheet("rule"),
      openGrid: () => push("/review/grid"),
      toggleGuide: () => setSheet((old) => (old === "guide" ? null : "guide")),
      skip: bench.skip,
      undo: bench.undo,
      toggleWhy: () => setSheet((old) => (old === "why" ? null : "why")),
      toggleDetails: () => setHasDetails((old) => !old),
      toggleZoom: () => setZoomedTask((old) => (old === taskId ? null : taskId)),
      nextPhoto: () => setPhoto({ taskId, step: photoStep + 1 }),
    }),
    [bench, give, hasOtherColours, taskId, task?.kind, canTake, canChoose, photoStep, state.trail, push],
  );
  const choose = (choice: Choice) => {
    give("other", choice);
    setSheet(null);
  };
  return {
    actions,
    sheet,
    closeSheet: () => setSheet(null),
    choose,
    isForModel,
    isZoomed: zoomedTask === taskId,
    hasDetails,
    photoStep,
  };
}
