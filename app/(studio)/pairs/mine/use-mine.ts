"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { call, type Failed } from "@/app/_client/api";
import type { MyLabel, MyLabels } from "@/lib/labels/schema";
import type { PairLabelVerdict } from "../verdict-words";

export type Wanted = { q: string; verdict: PairLabelVerdict | null };

type Mine = {
  phase: "loading" | "ready" | "failed";
  labels: MyLabel[];
  next: string | null;
  isFetchingMore: boolean;
  failure: Failed | null;
};

const nothing: Mine = { phase: "loading", labels: [], next: null, isFetchingMore: false, failure: null };
/** A word is looked for once its writer pauses. */
const pauseMs = 250;

const pathOf = ({ q, verdict }: Wanted, before: string | null): string => {
  const query = new URLSearchParams();
  if (q.trim()) query.set("q", q.trim());
  if (verdict) query.set("verdict", verdict);
  if (before) query.set("before", before);
  return `/api/labels/mine?${query}`;
};

/** One's own answers by words and verdict, newest first, page by page. */
export function useMine(wanted: Wanted) {
  const [mine, setMine] = useState<Mine>(nothing);
  const [attempt, setAttempt] = useState(0);
  const isFirst = useRef(true);
  const { q, verdict } = wanted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same again.
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const answer = await call<MyLabels>(pathOf({ q, verdict }, null), { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (answer.ok) setMine({ ...nothing, phase: "ready", ...answer.value });
      else setMine({ ...nothing, phase: "failed", failure: answer });
    };
    const timer = setTimeout(look, isFirst.current ? 0 : pauseMs);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, verdict, attempt]);
  const more = useCallback(async () => {
    if (!mine.next || mine.isFetchingMore) return;
    setMine((old) => ({ ...old, isFetchingMore: true }));
    const answer = await call<MyLabels>(pathOf({ q, verdict }, mine.next));
    setMine((old) => {
      // Another search has begun meanwhile.
      if (old.next !== mine.next) return old;
      if (!answer.ok) return { ...old, isFetchingMore: false, failure: answer };
      const { labels, next } = answer.value;
      return { ...old, isFetchingMore: false, failure: null, labels: [...old.labels, ...labels], next };
    });
  }, [mine.next, mine.isFetchingMore, q, verdict]);
  const replace = useCallback(
    (labelId: string, change: Partial<MyLabel>) =>
      setMine((old) => ({
        ...old,
        labels: old.labels.map((label) => (label.id === labelId ? { ...label, ...change } : label)),
      })),
    [],
  );
  const again = useCallback(() => {
    setMine(nothing);
    setAttempt((old) => old + 1);
  }, []);
  return { mine, more, replace, again };
}
