"use client";
import { useMemo, useState } from "react";
import { v4 as uuid } from "uuid";
import { call } from "@/app/_client/api";
import type { DisagreementActions } from "@/app/_commands/command";
import type { Disagreement, Disagreements, Settled, SettledPair } from "@/lib/labels/adjudication/schema";

/** The list as this manager works through it: what is open, what was settled here or before, and what the commands do. */
export function useDisagreements(
  found: Disagreements,
  { onNote, onStale }: { onNote: () => void; onStale: () => void },
) {
  const [open, setOpen] = useState(found.open);
  const [settled, setSettled] = useState(found.settled);
  const [count, setCount] = useState(found.count);
  const [note, setNote] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // What was settled here keeps its opinions, so that undo shows them again at once.
  const [reopened, setReopened] = useState(new Map<string, Disagreement>());
  const [goldFor, setGoldFor] = useState<SettledPair | null>(null);
  const current = open[0];
  const last = settled[0];
  const actions = useMemo<DisagreementActions>(() => {
    const post = async <T>(path: string, body: unknown, done: (value: T) => void) => {
      setIsBusy(true);
      const answer = await call<T>(path, { body });
      setIsBusy(false);
      setFailure(answer.ok ? null : answer.sentence);
      if (answer.ok) done(answer.value);
    };
    const moveToSettled = (pair: Disagreement, row: Settled) => {
      setOpen((old) => old.filter(({ pairId }) => pairId !== pair.pairId));
      setSettled((old) => [{ ...row, anchor: pair.anchor, candidate: pair.candidate, isGold: false }, ...old]);
      setReopened((old) => new Map(old).set(row.id, pair));
      setCount((old) => old - 1);
      setNote("");
    };
    return {
      canSettle: Boolean(current) && !isBusy,
      canUndo: Boolean(last) && !isBusy,
      canMakeGold: Boolean(last) && last?.verdict !== "unsure" && !last?.isGold,
      settle: (verdict) =>
        current &&
        void post<Settled>(
          "/api/labels/settle",
          { id: uuid(), pairId: current.pairId, verdict, note: note || undefined },
          (row) => moveToSettled(current, row),
        ),
      later: () => setOpen(([first, ...rest]) => (first ? [...rest, first] : rest)),
      undo: () =>
        last &&
        void post("/api/labels/unsettle", { id: last.id }, () => {
          setSettled((old) => old.filter(({ id }) => id !== last.id));
          const pair = reopened.get(last.id);
          if (pair) setOpen((old) => [pair, ...old]);
          else onStale();
          setCount((old) => old + 1);
        }),
      writeNote: onNote,
      makeGold: () => last && setGoldFor(last),
    };
  }, [current, last, note, isBusy, reopened, onNote, onStale]);
  const becameGold = (pairId: string) =>
    setSettled((old) => old.map((row) => (row.pairId === pairId ? { ...row, isGold: true } : row)));
  return { open, settled, count, current, note, setNote, actions, failure, goldFor, setGoldFor, becameGold };
}
