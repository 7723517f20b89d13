"use client";
import { useMemo, useState } from "react";
import type { Bench } from "@/app/_client/bench";
import type { BenchState } from "@/app/_client/bench-state";
import type { CompleteActions } from "@/app/_commands/command";
import type { SetTask } from "../kept-shapes";
import { useStylistActions } from "../use-stylist-actions";
import type { SetAnswers } from "./set-port";

const none: readonly number[] = [];

/** What the commands of Complete do. Picks belong to their set: one that was undone comes back as it was sent. */
export function useSetActions(bench: Bench<SetTask>, state: BenchState<SetTask>) {
  const shared = useStylistActions(bench, state, "/pairs");
  const [picks, setPicks] = useState<Readonly<Record<string, readonly number[]>>>({});
  const set = state.queue[0];
  const setId = set?.taskId ?? "";
  const picked = picks[setId] ?? none;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closeWhy sets state alone.
  const actions = useMemo<CompleteActions>(
    () => ({
      ...shared.actions,
      candidates: set?.candidates.length ?? 0,
      toggle: (place) =>
        setPicks((all) => {
          const old = all[setId] ?? none;
          return { ...all, [setId]: old.includes(place) ? old.filter((one) => one !== place) : [...old, place] };
        }),
      send: () => {
        if (!set) return;
        const answers = set.candidates.map(({ taskId, shownSwapped }, place) => ({
          taskId,
          shownSwapped,
          isChosen: picked.includes(place),
        }));
        const said: SetAnswers = { answers, note: shared.note.ofTask() };
        if (bench.answer(verdictOf(picked.length, set.candidates.length), said)) shared.closeWhy();
      },
    }),
    [bench, picked, set, setId, shared.actions, shared.note],
  );
  return { ...shared, actions, picked };
}

/** How a set's answer is told. */
export const verdictOf = (picked: number, of: number): string =>
  picked === 0 ? "None picked" : `${picked} of ${of} picked`;
