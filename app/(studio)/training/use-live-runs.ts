"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { RunCard } from "@/lib/training/schema";

const isOver = ({ status }: RunCard): boolean => status !== "queued" && status !== "running";
const overIds = (runs: RunCard[]): string =>
  runs
    .filter(isOver)
    .map(({ id, looks }) => `${id} ${looks}`)
    .join();

/** The runs, kept live by server-sent events; each event is the whole list, so a reconnect misses nothing.
 *  When a run ends, or the gate has looked at
 *  what it brought, the page is asked for again. */
export function useLiveRuns(initial: RunCard[]): { runs: RunCard[]; isLive: boolean } {
  const [runs, setRuns] = useState(initial);
  const [isLive, setIsLive] = useState(true);
  const router = useRouter();
  const over = useRef(overIds(initial));
  useEffect(() => {
    const source = new EventSource("/api/training/events");
    source.onopen = () => setIsLive(true);
    source.onerror = () => setIsLive(false);
    source.onmessage = (event) => {
      const next = JSON.parse(event.data) as RunCard[];
      setRuns(next);
      if (overIds(next) === over.current) return;
      over.current = overIds(next);
      router.refresh();
    };
    return () => source.close();
  }, [router]);
  return { runs, isLive };
}
