"use client";
import { useMemo, useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState, BenchTask } from "@/app/_client/bench-state";

type Draft = { of: string; text: string };

/** A note on the task on screen, sent with its answer; or, while the last answer waits for its reason, on that one. */
export function useNote<T extends BenchTask>(bench: Bench<T>, state: BenchState<T>) {
  const [draft, setDraft] = useState<Draft>({ of: "", text: "" });
  const [writingOn, setWritingOn] = useState<string | null>(null);
  const taskId = state.queue[0]?.taskId ?? "";
  const wanting = state.wanting?.labelId ?? null;
  const subject = wanting ?? taskId;
  // An answer by another way closes what was being written about it.
  const isOpen = writingOn !== null && (writingOn === taskId || writingOn === wanting);
  const said = state.wanting?.more.note;
  const textOn = (of: string) => {
    if (draft.of === of) return draft.text;
    return of === wanting && typeof said === "string" ? said : "";
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: textOn reads draft and said, which are here.
  return useMemo(
    () => ({
      isOpen,
      isOnLast: writingOn === wanting,
      text: textOn(isOpen ? writingOn : subject),
      /** The note of the task on screen, for its answer. */
      ofTask: () => textOn(taskId).trim() || undefined,
      open: () => {
        if (wanting) bench.holdReason();
        setWritingOn(subject);
      },
      write: (text: string) => setDraft({ of: writingOn ?? subject, text }),
      close: () => {
        setWritingOn(null);
        if (writingOn === wanting && wanting) bench.addNote(textOn(wanting).trim());
      },
    }),
    [bench, draft, isOpen, said, subject, taskId, wanting, writingOn],
  );
}

export type Note = ReturnType<typeof useNote>;
